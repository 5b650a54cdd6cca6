// The page: finds out whether it can work here, opens the program, and puts its parts together.

import type { App, Kept } from "./app";
import { History, NOTHING, copy, fromLink, isBaseline, keyOf, toLink } from "./case";
import { Broken, Refused, hire, type Crew } from "./crew";
import { Doubts } from "./doubts";
import { button, h, put, unique } from "./dom";
import { Levers } from "./levers";
import { Outcome } from "./outcome";
import { Play } from "./play";
import { Runner, type Picture } from "./runner";
import { chartFile, link, readToml, takes } from "./take";
import type { Case, LeftOut, Program } from "./types";
import { Why } from "./why";
import { say, speak, stepOf, term } from "./words";

/** Scenarios that can be kept, and their colours. */
const HUES = ["kept-0", "kept-1", "kept-2"];

/** What the build writes into the page. */
interface Enclosed {
  wasm: string;
  worker: string;
  language: string;
  english: string;
  other: string | null;
}

/** How long a first picture took after a move, and how many worlds it rests on. */
interface Took {
  milliseconds: number;
  worlds: number;
}

declare global {
  interface Window {
    /** For scripts and tests: the parts of the page. */
    lab?: {
      app: App;
      outcome: Outcome;
      took: Took[];
      link: () => string;
      metrics: (of: Case, worlds: number) => Promise<Float64Array>;
      program: Program;
      svg: () => string;
      bytes: () => number;
      isSettled: () => boolean;
    };
  }
}

class Page implements App {
  case: Case = copy(NOTHING);
  picture: Picture | null = null;
  kept: Kept[] = [];
  chart: string;
  readonly runner: Runner;
  readonly outcome: Outcome;
  readonly took: Took[] = [];
  private readonly levers: Levers;
  private readonly doubts: Doubts;
  private readonly why: Why;
  private readonly history = new History();
  private readonly noticed = h("p", { role: "status" });
  private readonly noticeBox: HTMLElement;
  private readonly keptList = h("ul", { class: "kept-list" });
  private readonly undoButton = button(say("lab-undo"), () => this.back(this.history.undo(this.case)), { disabled: true });
  private readonly redoButton = button(say("lab-redo"), () => this.back(this.history.redo(this.case)), { disabled: true });
  private readonly keepButton = button(say("lab-keep"), () => void this.keep());
  private since = 0;
  private frame = 0;

  constructor(
    readonly program: Program,
    readonly crew: Crew,
  ) {
    this.chart = program.charts[0]?.key ?? "";
    this.runner = new Runner(crew, program, {
      picture: (picture) => this.take(picture),
      refused: (refusal) => this.notice(refusal.refusal.message, true),
      broken: (error) => this.notice(say("lab-broken", { error: error.message }), true),
    });
    this.levers = new Levers(this);
    this.doubts = new Doubts(this);
    this.outcome = new Outcome(this);
    this.why = new Why(this);
    this.noticeBox = h("div", { class: "notice", hidden: true }, this.noticed, button("\u00d7", () => (this.noticeBox.hidden = true), { class: "quiet small", "aria-label": say("lab-close") }));
    put(document.body, ...this.shell());
    document.addEventListener("keydown", (event) => this.shortcut(event));
    addEventListener("hashchange", () => void this.open(location.hash));
  }

  private shell(): Node[] {
    const toml = h("input", { type: "file", accept: ".toml", hidden: true, "aria-label": say("lab-open_toml"), change: () => void this.read(toml) });
    const menu = h(
      "details",
      { class: "menu" },
      h("summary", {}, say("lab-save")),
      h(
        "div",
        { class: "menu-items" },
        ...(
          [
            [say("lab-save_toml"), () => takes.toml(this)],
            [say("lab-save_svg"), () => takes.svg(this, this.outcome)],
            [say("lab-save_png"), () => takes.png(this, this.outcome)],
            [say("lab-save_csv"), () => takes.csv(this)],
            [say("lab-save_chart_csv"), () => takes.csvOfChart(this, this.outcome)],
            [say("lab-save_xlsx"), () => takes.xlsx(this, this.outcome)],
            [say("lab-print"), async () => print()],
          ] as [string, () => Promise<void>][]
        ).map(([words, act]) =>
          button(words, () => {
            menu.open = false;
            act().catch((error: Error) => this.notice(error instanceof Refused ? error.refusal.message : error.message, true));
          }),
        ),
        button(say("lab-open_toml"), () => {
          menu.open = false;
          toml.click();
        }),
        toml,
      ),
    );
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    const tabs: [string, HTMLElement][] = [
      [say("lab-levers"), this.levers.element],
      [say("lab-doubts"), this.doubts.element],
    ];
    const controls = h("section", { class: "controls", "aria-label": say("lab-settings") });
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": say("lab-settings") });
    const faces = tabs.map(([words, panel], place) => {
      const [face, body] = [unique("tab"), unique("tabpanel")];
      panel.id = body;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", face);
      panel.hidden = place > 0;
      return button(words, () => show(place), { role: "tab", id: face, "aria-controls": body, "aria-selected": String(place === 0), tabindex: place === 0 ? 0 : -1 });
    });
    const show = (chosen: number) => {
      faces.forEach((face, place) => {
        face.setAttribute("aria-selected", String(place === chosen));
        face.tabIndex = place === chosen ? 0 : -1;
        const panel = tabs[place]?.[1];
        if (panel) panel.hidden = place !== chosen;
      });
      if (chosen === 1) void this.doubts.ask();
    };
    list.addEventListener("keydown", (event) => {
      const step = stepOf(event.key);
      if (step === undefined) return;
      const next = (faces.findIndex((face) => face.getAttribute("aria-selected") === "true") + step + faces.length) % faces.length;
      show(next);
      faces[next]?.focus();
    });
    list.append(...faces);
    controls.append(list, ...tabs.map(([, panel]) => panel), this.outcome.pulse);
    return [
      h("a", { class: "skip", href: "#outcomes", click: (event) => (event.preventDefault(), this.outcome.main.svg.focus()) }, say("lab-skip")),
      h(
        "header",
        { class: "top" },
        h("h1", {}, "detente ", h("span", {}, say("lab-name"))),
        h(
          "div",
          { class: "tools", role: "toolbar", "aria-label": say("page-tools") },
          this.undoButton,
          this.redoButton,
          this.keepButton,
          button(say("lab-share"), () => void takes.link(this)),
          menu,
          button(say("lab-play"), () => new Play(this).open(), { "aria-haspopup": "dialog" }),
          button(say("lab-theme"), () => this.theme(), { "aria-label": say("lab-theme_hint") }),
        ),
      ),
      this.noticeBox,
      h("main", {}, controls, h("div", { class: "results" }, this.keptList, this.outcome.element, this.why.element)),
      h("footer", {}, h("p", {}, say("lab-what_if")), h("p", {}, say("lab-made_by", { version: this.program.version, hash: this.program.sources.slice(0, 8) }))),
    ];
  }

  private async read(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = "";
    if (file) await readToml(this, file);
  }

  private theme(): void {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  }

  private shortcut(event: KeyboardEvent): void {
    const isText = event.target instanceof HTMLInputElement && event.target.type !== "range";
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isText) return;
    event.preventDefault();
    this.back(event.shiftKey ? this.history.redo(this.case) : this.history.undo(this.case));
  }

  private back(to: Case | null): void {
    if (!to) return;
    this.case = to;
    this.changed();
  }

  set(next: Case, isFinal: boolean): void {
    if (isFinal && keyOf(next) !== keyOf(this.case)) this.history.note(this.case);
    const isSame = keyOf(next) === keyOf(this.case) && next.title === this.case.title && this.picture !== null;
    this.case = next;
    if (isSame) this.remember();
    else this.changed();
  }

  /** Another setting is wanted. */
  private changed(): void {
    this.since = performance.now();
    const isShown = this.picture !== null && keyOf(this.picture.case) === keyOf(this.case) && this.picture.case.title === this.case.title;
    if (!isShown) {
      this.outcome.stale();
      this.why.reset();
      this.runner.request(this.case);
    }
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.levers.show();
      this.doubts.show();
      this.undoButton.disabled = !this.history.canUndo;
      this.redoButton.disabled = !this.history.canRedo;
    });
    this.remember();
  }

  private timer = 0;
  /** Keeps the link in the address bar, so that a reload or a bookmark has all that is set. */
  private remember(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const isPlain = isBaseline(this.case) && keyOf(this.case) === keyOf(NOTHING) && this.chart === this.program.charts[0]?.key;
      const address = isPlain ? location.href.split("#")[0] ?? "" : link(this);
      history.replaceState(null, "", address);
    }, 300);
  }

  private take(picture: Picture): void {
    const isWanted = keyOf(picture.case) === keyOf(this.case);
    this.picture = { ...picture, case: copy(picture.case) };
    if (isWanted) this.picture.case.title = this.case.title;
    this.outcome.show(picture.isLast);
    if (!isWanted) this.outcome.stale();
    else if (this.since) {
      const { since } = this;
      const { worlds } = picture;
      this.since = 0;
      requestAnimationFrame(() => this.took.push({ milliseconds: performance.now() - since, worlds }));
    }
    if (picture.isLast) void this.settle();
  }

  private async settle(): Promise<void> {
    if (this.runner.isSlow) this.notice(say("lab-slow", { worlds: this.runner.most }));
    const panel = this.doubts.element;
    if (!panel.hidden) await this.doubts.ask();
  }

  /** Keeps what is set beside what will be set next. */
  private async keep(): Promise<void> {
    if (this.kept.length >= HUES.length) {
      this.notice(say("lab-keep_full", { count: HUES.length }));
      return;
    }
    const hue = HUES.find((hue) => this.kept.every((kept) => kept.hue !== hue)) ?? HUES[0] ?? "";
    const name = term(this.case.title) || (isBaseline(this.case) ? term(this.program.baseline) : say("lab-kept", { number: HUES.indexOf(hue) + 1 }));
    const kept: Kept = { name, case: copy(this.case), hue, summary: null };
    this.kept.push(kept);
    this.list();
    await this.simulateKept(kept);
  }

  private async simulateKept(kept: Kept): Promise<void> {
    const series = [...new Set(this.program.charts.flatMap((chart) => chart.series.map(({ key }) => key)))];
    try {
      const summary = await this.runner.beside(kept.case, this.runner.most, series);
      kept.summary = summary;
      this.outcome.draw();
    } catch (error) {
      this.kept = this.kept.filter((one) => one !== kept);
      this.list();
      this.notice((error as Error).message, true);
    }
  }

  private list(): void {
    put(
      this.keptList,
      ...this.kept.map((kept) =>
        h(
          "li",
          {},
          h("span", { class: `key kept hue-${kept.hue}`, "aria-hidden": "true" }),
          button(kept.name, () => this.set(copy(kept.case), true), { class: "quiet", title: say("lab-keep_open") }),
          button("\u00d7", () => {
            this.kept = this.kept.filter((one) => one !== kept);
            this.list();
            this.outcome.draw();
          }, { class: "quiet small", "aria-label": say("lab-keep_remove", { name: kept.name }) }),
        ),
      ),
    );
  }

  notice(text: string, isAlarm = false): void {
    this.noticed.textContent = text;
    this.noticed.setAttribute("role", isAlarm ? "alert" : "status");
    this.noticeBox.classList.toggle("alarm", isAlarm);
    this.noticeBox.hidden = false;
  }

  /** Opens what a link holds: all that can be used, and says what was left out. */
  async open(hash: string): Promise<void> {
    const read = fromLink(hash, this.program);
    if (read && toLink(read.case, read.chart, this.program) === toLink(this.case, this.chart, this.program) && this.picture) return;
    const left: string[] = read?.unread.map((what) => say("lab-link_unread", { what })) ?? [];
    let opened = copy(NOTHING);
    if (read) {
      const sieved = await this.crew.clerk.ask<{ case: Case; left_out: LeftOut[] }>({ ask: "sieve", case: read.case });
      opened = sieved.case;
      left.push(...sieved.left_out.map(({ what, why }) => say("lab-link_refused", { what, why })));
      if (this.program.charts.some(({ key }) => key === read.chart)) this.chart = read.chart;
      else if (read.chart) left.push(say("lab-link_unread", { what: read.chart }));
    }
    this.runner.shown = this.outcome.series;
    if (read && !read.isOurs) left.unshift(say("lab-link_version", { version: read.version || "?" }));
    if (left.length) this.notice(left.join(" "), true);
    this.case = opened;
    this.changed();
  }
}

async function unpack(text: string): Promise<WebAssembly.Module> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(whole).arrayBuffer());
}

/** What this browser lacks, in a sentence; nothing where it can work. */
function lacks(): string | null {
  if (typeof WebAssembly !== "object") return say("lab-no_wasm");
  if (typeof Worker !== "function") return say("lab-no_workers");
  if (typeof DecompressionStream !== "function") return say("lab-old_browser");
  return null;
}

async function start(): Promise<void> {
  const enclosed = JSON.parse(document.getElementById("enclosed")?.textContent ?? "{}") as Enclosed;
  speak(enclosed.language, enclosed.english, enclosed.other);
  document.title = `detente: ${say("lab-name")}`;
  const lacking = lacks();
  if (lacking) return stop(lacking);
  put(document.body, h("main", { class: "opening" }, h("h1", {}, "detente ", h("span", {}, say("lab-name"))), h("p", { role: "status" }, say("lab-opening"))));
  let crew: Crew;
  let module: WebAssembly.Module;
  try {
    module = await unpack(enclosed.wasm);
  } catch {
    // An engine without 128-bit vectors refuses the program.
    return stop(say("lab-no_simd"));
  }
  try {
    crew = await hire(module, enclosed.worker);
  } catch (error) {
    return stop(error instanceof Broken ? say("lab-no_memory") : say("lab-no_workers"));
  }
  const program = await crew.clerk.ask<Program>({ ask: "program" });
  const page = new Page(program, crew);
  window.lab = {
    app: page,
    outcome: page.outcome,
    took: page.took,
    link: () => link(page),
    metrics: (of, worlds) => page.runner.metrics(of, worlds),
    program,
    svg: () => chartFile(page, page.outcome),
    bytes: () => page.runner.bytes,
    isSettled: () => page.runner.isIdle && page.picture?.isLast === true && keyOf(page.picture.case) === keyOf(page.case),
  };
  await page.open(location.hash);
}

function stop(words: string): void {
  put(document.body, h("main", { class: "opening" }, h("h1", {}, "detente ", h("span", {}, say("lab-name"))), h("p", { role: "alert" }, words)));
}

start().catch((error: Error) => stop(say("lab-broken", { error: error.message })));

