"use strict";
(() => {
  const all = (what, within) => Array.from((within || document).querySelectorAll(what));
  const one = (id) => document.getElementById(id);
  const sayings = JSON.parse(one("sayings").textContent);
  const say = (text) => { one("said").textContent = text; };

  // Dark and light: what the machine asks for, until the reader asks for something else.
  const theme = one("theme");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const nameTheme = () => {
    theme.textContent = isDark() ? sayings.light : sayings.dark;
    theme.setAttribute("aria-pressed", String(isDark()));
  };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  nameTheme();
  const print = one("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  // On a narrow screen the contents would push everything else down.
  const contents = document.querySelector("nav details");
  if (contents && matchMedia("(max-width: 75rem)").matches) contents.open = false;

  // Printed details are opened for the printer and closed again.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details.printed:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));

  // Tables: a click or Enter sorts by a column, once more the other way round. What has no value stays last.
  const valueOf = (cell) => {
    const stored = cell.dataset.v;
    if (stored !== undefined) return stored === "inf" ? Infinity : stored === "-inf" ? -Infinity : Number(stored);
    if (!cell.classList.contains("n")) return cell.textContent;
    const shown = cell.textContent.trim();
    return shown === "" || Number.isNaN(Number(shown)) ? null : Number(shown);
  };
  const order = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
    return String(a).localeCompare(String(b), undefined, { numeric: true });
  };
  for (const button of all(".sort")) {
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const table = button.closest("table");
      const place = head.cellIndex;
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all("th", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const rows = Array.from(body.rows, (row, index) => ({ row, index, value: valueOf(row.cells[place]) }));
      rows.sort((a, b) => {
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.index - b.index;
        return (down ? -1 : 1) * order(a.value, b.value) || a.index - b.index;
      });
      body.append(...rows.map((entry) => entry.row));
      say((down ? sayings.down : sayings.up) + " " + button.textContent);
    });
  }

  // One tip for figures and definitions.
  const tip = one("tip");
  const showTip = (text, x, y) => {
    tip.textContent = text;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(x + 14, document.documentElement.clientWidth - box.width - 8));
    const above = y - box.height - 14;
    tip.style.left = left + "px";
    tip.style.top = (above > 8 ? above : y + 18) + "px";
  };
  const hideTip = () => { tip.hidden = true; };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  document.addEventListener("scroll", hideTip, { passive: true, capture: true });

  // Figures: the nearest place under the pointer speaks; the arrow keys step through all of them.
  for (const plot of all(".plot")) {
    const stored = plot.parentElement.querySelector("script.marks");
    const drawing = plot.querySelector("svg");
    if (!stored || !drawing) continue;
    const marks = JSON.parse(stored.textContent);
    const pointer = document.createElement("span");
    pointer.className = "pointer";
    pointer.hidden = true;
    plot.append(pointer);
    let current = -1;
    const onScreen = (mark) => {
      const point = new DOMPoint(mark[0], mark[1]).matrixTransform(drawing.getScreenCTM());
      return [point.x, point.y];
    };
    const show = (index) => {
      current = index;
      const [x, y] = onScreen(marks[index]);
      const frame = plot.getBoundingClientRect();
      pointer.style.left = x - frame.left + plot.scrollLeft + "px";
      pointer.style.top = y - frame.top + plot.scrollTop + "px";
      pointer.hidden = false;
      showTip(marks[index][2], x, y);
    };
    const hide = () => { pointer.hidden = true; hideTip(); };
    const near = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
      let best = -1;
      let least = Infinity;
      marks.forEach((mark, index) => {
        const away = Math.hypot(mark[0] - point.x, mark[1] - point.y);
        if (away < least) { least = away; best = index; }
      });
      if (best >= 0 && least < 90) show(best); else hide();
    };
    plot.addEventListener("pointermove", near);
    plot.addEventListener("pointerdown", near);
    plot.addEventListener("pointerleave", hide);
    plot.addEventListener("blur", hide);
    // What is said of a place goes with it.
    plot.addEventListener("scroll", () => { if (!pointer.hidden) show(current); }, { passive: true });
    plot.addEventListener("keydown", (event) => {
      const last = marks.length - 1;
      const next = {
        ArrowRight: Math.min(current + 1, last), ArrowDown: Math.min(current + 1, last),
        ArrowLeft: Math.max(current - 1, 0), ArrowUp: Math.max(current - 1, 0),
        Home: 0, End: last,
      }[event.key];
      if (event.key === "Escape") { hide(); return; }
      if (next === undefined || last < 0) return;
      event.preventDefault();
      const [x] = onScreen(marks[next]);
      const frame = plot.getBoundingClientRect();
      if (x < frame.left || x > frame.right) plot.scrollLeft += x - (frame.left + frame.right) / 2;
      show(next);
      say(marks[next][2]);
    });
  }

  // Definitions: shown where they are asked for; a click goes to the glossary, from where a button leads back.
  let from = null;
  const back = document.createElement("button");
  back.type = "button";
  back.className = "back";
  back.textContent = sayings.back;
  back.addEventListener("click", () => {
    back.remove();
    if (from) { from.scrollIntoView({ block: "center" }); from.focus(); }
  });
  for (const link of all("a.def")) {
    const entry = one(link.hash.slice(1));
    if (!entry) continue;
    const show = () => {
      const box = link.getBoundingClientRect();
      showTip(Array.from(entry.children, (part) => part.textContent).join(": "), box.left, box.top);
    };
    link.addEventListener("pointerenter", show);
    link.addEventListener("focus", show);
    link.addEventListener("pointerleave", hideTip);
    link.addEventListener("blur", hideTip);
    link.addEventListener("click", () => {
      from = link;
      hideTip();
      entry.querySelector("dd").append(back);
      setTimeout(() => entry.focus(), 0);
    });
  }
})();
