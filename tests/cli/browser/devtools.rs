//! A headless Chromium that is spoken to over its debugging pipe: messages of JSON, each ended by a zero byte, to its file
//! descriptor 3 and from its descriptor 4. Needs no port, no socket and nothing but the browser.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::Workplace;

/// A browser that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// One tab of a running browser.
pub struct Browser {
    child: Child,
    to: File,
    from: Receiver<Value>,
    last: u64,
    session: String,
    /// What the browser reported since this was last emptied.
    pub events: Vec<Value>,
}

impl Browser {
    /// Starts the program with its profile in `place`.
    pub fn start(program: &Path, place: &Workplace) -> Self {
        let [to, from] = ["to-browser", "from-browser"].map(|name| place.path(name));
        for pipe in [&to, &from] {
            assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
        }
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 3<\"$TO_BROWSER\" 4>\"$FROM_BROWSER\""]);
        command.env("TO_BROWSER", &to).env("FROM_BROWSER", &from).arg(program);
        command.args([
            "--headless",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
        ]);
        command.args([
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--remote-debugging-pipe",
            "--disable-extensions",
        ]);
        command
            .arg("--no-sandbox")
            .arg(format!("--user-data-dir={}", place.path("profile").display()));
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // In the order in which the shell opens them, for each side waits for the other.
        let to = OpenOptions::new().write(true).open(to).unwrap();
        let mut reader = BufReader::new(File::open(from).unwrap());
        let (send, from) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let value = serde_json::from_slice(&message).expect("the browser speaks JSON");
                if send.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let mut browser = Self {
            child,
            to,
            from,
            last: 0,
            session: String::new(),
            events: Vec::new(),
        };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attached = browser.call(
            "Target.attachToTarget",
            json!({"targetId": target["targetId"], "flatten": true}),
        );
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Asks for something and waits for the answer.
    #[track_caller]
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": parameters});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let mut answer = self
                .from
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|error| panic!("{method}: {error}"));
            if answer["id"] == json!(self.last) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.events.push(answer);
        }
    }

    /// Waits for a report of the browser.
    #[track_caller]
    fn wait_for(&mut self, method: &str) {
        while !self.events.iter().any(|event| event["method"] == json!(method)) {
            let event = self
                .from
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|error| panic!("{method}: {error}"));
            self.events.push(event);
        }
    }

    /// Opens a file and waits until it is there.
    pub fn open(&mut self, page: &Path) {
        self.events.clear();
        self.call("Page.navigate", json!({"url": format!("file://{}", page.display())}));
        self.wait_for("Page.loadEventFired");
    }

    /// Sets the size of the window.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Shows pages as they are printed.
    pub fn paper(&mut self) {
        self.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    }

    /// What an expression of JavaScript gives.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.call("Runtime.evaluate", asked);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {}",
            answer["exceptionDetails"]
        );
        answer["result"]["value"].take()
    }

    /// Moves the pointer to a place of the window.
    pub fn point(&mut self, x: f64, y: f64) {
        self.call(
            "Input.dispatchMouseEvent",
            json!({"type": "mouseMoved", "x": x, "y": y}),
        );
    }

    /// Clicks the middle of the element that an expression gives.
    #[track_caller]
    pub fn click(&mut self, element: &str) {
        let middle = self.eval(&format!(
            "(() => {{ const e = {element}; e.scrollIntoView({{block: 'center', inline: 'center'}}); const b = e.getBoundingClientRect(); \
             return [b.left + b.width / 2, b.top + b.height / 2]; }})()"
        ));
        let (x, y) = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
        self.point(x, y);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Presses a key: its name, and the number that Windows gives it.
    pub fn press(&mut self, key: &str, number: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": number});
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = json!(text);
            }
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// What went wrong since the page was opened: exceptions, complaints on the console, and requests beside the page itself.
    pub fn troubles(&self) -> Vec<String> {
        let trouble = |event: &Value| {
            let about = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Runtime.exceptionThrown" => Some(about["exceptionDetails"].to_string()),
                "Runtime.consoleAPICalled" if about["type"] == "error" || about["type"] == "warning" => {
                    Some(about["args"].to_string())
                }
                "Log.entryAdded" if about["entry"]["level"] != "verbose" => Some(about["entry"].to_string()),
                "Network.requestWillBeSent" => {
                    let url = about["request"]["url"].as_str().unwrap_or_default();
                    let is_page = url.starts_with("file://") && about["type"] == "Document";
                    (!is_page && !url.starts_with("data:")).then(|| format!("request of {url}"))
                }
                _ => None,
            }
        };
        self.events.iter().filter_map(trouble).collect()
    }

    /// Writes a picture of the window.
    pub fn photograph(&mut self, file: &Path) {
        let picture = self.call("Page.captureScreenshot", json!({"format": "png"}));
        std::fs::write(file, from_base64(picture["data"].as_str().unwrap())).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let bits = group.iter().fold(0, |bits, byte| bits << 6 | digit(*byte)) << (6 * (4 - group.len()));
        bytes.extend(bits.to_be_bytes()[1..].iter().take(group.len() - 1));
    }
    bytes
}
