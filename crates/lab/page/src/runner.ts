// Runs cases: a first picture from few worlds, refined in steps; whatever is no longer wanted is given up.

import { baselineOf, copy, isBaseline, keyOf } from "./case";
import { Refused, type Crew } from "./crew";
import type { Answer } from "./desk";
import type { Case, Program, Summary } from "./types";

/** Worlds of a first picture: as many as this machine simulates and sums up in so many milliseconds, which leaves time to draw. */
const FIRST = { least: 64, most: 256, milliseconds: 55 };
/** Worlds of each finer picture. */
const FINER = [1000, 2000];
/** Worlds that a worker simulates between two looks at whether they are still wanted. */
const CHUNK = 16;
/** First pictures that take longer than this, in milliseconds, two in a row, are made by a slow machine: it gets fewer worlds. */
const SLOW = 1500;

export interface Picture {
  case: Case;
  /** Of the baseline under the same assumptions. */
  baseline: Summary;
  /** Of the case; none where it is the baseline. */
  now: Summary | null;
  worlds: number;
  /** Whether no finer one follows. */
  isLast: boolean;
  /** From the request to the numbers, in milliseconds. */
  took: number;
}

export interface Listener {
  picture(picture: Picture): void;
  refused(refusal: Refused, of: Case): void;
  broken(error: Error): void;
}

interface Wish {
  case: Case;
  since: number;
}

/** Worlds of a case to be simulated, and the name under which they are summed up. */
interface Order {
  name: string;
  case: Case;
  first: number;
  count: number;
}

export class Runner {
  /** Series whose bands are drawn. */
  shown: string[] = [];
  /** All series of all charts: recorded, so that another chart needs no new worlds. */
  private readonly series: string[];
  private wish: Wish | null = null;
  private busy = false;
  private baselineKey = "";
  private baselineWorlds = 0;
  /** The baseline summed up, by series and number of worlds: it stays the same while levers move. */
  private readonly baselines = new Map<string, Promise<Summary>>();
  private ran = { key: "", worlds: 0 };
  private first = FIRST.least;
  private last: Picture | null = null;
  private pictures = 0;
  private queue: Promise<unknown> = Promise.resolve();
  /** Pictures in a row that took long. */
  private slow = 0;

  constructor(
    private readonly crew: Crew,
    private readonly program: Program,
    private readonly listener: Listener,
  ) {
    this.series = [...new Set(program.charts.flatMap((chart) => chart.series.map((series) => series.key)))];
  }

  /** Most worlds that this machine gets. */
  get most(): number {
    return Math.max(...this.finer);
  }

  get isSlow(): boolean {
    return this.slow > 1;
  }

  private get finer(): number[] {
    return this.isSlow ? FINER.slice(0, 1) : FINER;
  }

  /** Wants the numbers of a case. */
  request(of: Case): void {
    this.wish = { case: copy(of), since: performance.now() };
    if (!this.busy) void this.work();
  }

  /** Whether nothing is being simulated or wanted. */
  get isIdle(): boolean {
    return !this.busy;
  }

  /** Sums up again, after another chart was chosen. */
  async again(): Promise<void> {
    if (this.busy || !this.last) return;
    const { last } = this;
    const picture = await this.sum(last.case, last.worlds, last.isLast, performance.now() - last.took);
    if (this.last === last) this.show(picture);
  }

  private show(picture: Picture): void {
    this.last = picture;
    this.listener.picture(picture);
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.wish) {
      const wish: Wish = this.wish;
      this.wish = null;
      try {
        const steps = [this.first, ...this.finer];
        for (const [place, worlds] of steps.entries()) {
          const isFirst = place === 0;
          if (!(await this.fill(wish.case, worlds, isFirst))) break;
          const isLast = place === steps.length - 1;
          const picture = await this.sum(wish.case, worlds, isLast, wish.since);
          // The first picture is shown even if another setting is wanted by now: its own settings stand on it.
          if (this.wish && !isFirst) break;
          this.show(picture);
          if (isFirst) this.judge(picture.took);
        }
      } catch (error) {
        this.ran = { key: "", worlds: 0 };
        this.baselineKey = "";
        if (error instanceof Refused) this.listener.refused(error, wish.case);
        else this.listener.broken(error as Error);
      }
    }
    this.busy = false;
  }

  /** The very first pictures are left out: the browser compiles the program while they are made, and the baseline is made with them. */
  private judge(took: number): void {
    this.pictures += 1;
    if (this.pictures < 3) return;
    if (!this.isSlow) this.slow = took > SLOW ? this.slow + 1 : 0;
    // Halfway to what would have taken the time, so that one hesitation of the machine does not count for much.
    const right = (this.first * FIRST.milliseconds) / took;
    const next = CHUNK * Math.round((this.first + right) / 2 / CHUNK);
    this.first = Math.min(Math.max(next, FIRST.least), FIRST.most);
  }

  /** Simulates what is missing; false if it was given up. */
  private async fill(of: Case, worlds: number, isFirst: boolean): Promise<boolean> {
    const baseline = baselineOf(of);
    const baselineKey = keyOf(baseline);
    if (this.baselineKey !== baselineKey) {
      this.begin("baseline", baseline);
      this.baselineKey = baselineKey;
      this.baselineWorlds = 0;
      this.baselines.clear();
      this.ran = { key: "", worlds: 0 };
    }
    if (!isBaseline(of) && this.ran.key !== keyOf(of)) {
      this.begin("now", of);
      this.ran = { key: keyOf(of), worlds: 0 };
    }
    const orders: Order[] = [];
    const plan = (name: string, which: Case, from: number) => {
      for (let first = from; first < worlds; first += CHUNK) {
        orders.push({ name, case: which, first, count: Math.min(CHUNK, worlds - first) });
      }
    };
    if (!isBaseline(of)) plan("now", of, this.ran.worlds);
    plan("baseline", baseline, this.baselineWorlds);
    const done = await this.simulate(orders, isFirst);
    if (!done) {
      // Chunks may be missing in between: what there is of this step is simulated again when it is wanted.
      return false;
    }
    this.baselineWorlds = Math.max(this.baselineWorlds, worlds);
    if (!isBaseline(of)) this.ran.worlds = Math.max(this.ran.worlds, worlds);
    return true;
  }

  /** Nothing waits for it: the worker that sums up takes one thing after the other, and where it has failed the next thing fails too. */
  private begin(name: string, of: Case): void {
    const months = of.horizon === null ? this.program.months : monthsUntil(of.horizon, this.program);
    this.crew.clerk.ask({ ask: "begin", name, months, series: this.series }).catch(() => undefined);
  }

  private async simulate(orders: Order[], isFirst: boolean): Promise<boolean> {
    let next = 0;
    let isWanted = true;
    const takes: Promise<unknown>[] = [];
    await Promise.all(
      this.crew.simulators.map(async (desk) => {
        while (next < orders.length && isWanted) {
          // A first picture is finished once begun; finer ones give way.
          if (!isFirst && this.wish) {
            isWanted = false;
            return;
          }
          const order = orders[next++];
          if (!order) return;
          const { name, first, count } = order;
          const answer: Answer = await desk.arrays({ ask: "simulate", case: order.case, first, count, series: this.series });
          takes.push(
            this.crew.clerk.ask({ ask: "take", name, first, count }, { metrics: answer.metrics, samples: answer.samples }),
          );
        }
      }),
    );
    await Promise.all(takes);
    return isWanted;
  }

  private async sum(of: Case, worlds: number, isLast: boolean, since: number): Promise<Picture> {
    const { clerk } = this.crew;
    const series = this.shown;
    const key = `${worlds} ${series.join()}`;
    const before = this.baselines.get(key) ?? clerk.ask<Summary>({ ask: "summarise", name: "baseline", baseline: null, worlds, series });
    this.baselines.set(key, before);
    const [baseline, now] = await Promise.all([
      before,
      isBaseline(of)
        ? Promise.resolve(null)
        : clerk.ask<Summary>({ ask: "summarise", name: "now", baseline: "baseline", worlds, series }),
    ]);
    return { case: of, baseline, now, worlds, isLast, took: performance.now() - since };
  }

  /** Simulates a case beside the others and sums it up against the baseline under its own assumptions. */
  beside(of: Case, worlds: number, series: string[]): Promise<Summary> {
    // One at a time: they use the same names.
    const next = this.queue.then(() => this.besideAlone(of, worlds, series));
    this.queue = next.catch(() => undefined);
    return next;
  }

  private async besideAlone(of: Case, worlds: number, series: string[]): Promise<Summary> {
    const name = "beside";
    const against = "beside-baseline";
    for (const [place, which] of [
      [against, baselineOf(of)],
      [name, of],
    ] as const) {
      const months = which.horizon === null ? this.program.months : monthsUntil(which.horizon, this.program);
      await this.crew.clerk.ask({ ask: "begin", name: place, months, series });
      const orders = Array.from({ length: Math.ceil(worlds / CHUNK) }, (_, chunk) => chunk * CHUNK);
      await this.share(orders, async (desk, first) => {
        const count = Math.min(CHUNK, worlds - first);
        const answer = await desk.arrays({ ask: "simulate", case: which, first, count, series });
        await this.crew.clerk.ask({ ask: "take", name: place, first, count }, { metrics: answer.metrics, samples: answer.samples });
      });
    }
    const summary = await this.crew.clerk.ask<Summary>({ ask: "summarise", name, baseline: against, worlds, series });
    await this.crew.clerk.ask({ ask: "keep", names: ["baseline", "now"] });
    return summary;
  }

  /** Every metric of the first worlds of a case, by metric, then world. */
  async metrics(of: Case, worlds: number): Promise<Float64Array> {
    const rows = this.program.metrics.length;
    const all = new Float64Array(rows * worlds);
    const orders = Array.from({ length: Math.ceil(worlds / CHUNK) }, (_, chunk) => chunk * CHUNK);
    await this.share(orders, async (desk, first) => {
      const count = Math.min(CHUNK, worlds - first);
      const answer = await desk.arrays({ ask: "simulate", case: of, first, count, series: [] });
      for (let row = 0; row < rows; row += 1) {
        all.set(answer.metrics.subarray(row * count, (row + 1) * count), row * worlds + first);
      }
    });
    return all;
  }

  private async share<Order>(orders: Order[], work: (desk: Crew["clerk"], order: Order) => Promise<void>): Promise<void> {
    let next = 0;
    await Promise.all(
      this.crew.simulators.map(async (desk) => {
        for (let place = next++; place < orders.length; place = next++) await work(desk, orders[place] as Order);
      }),
    );
  }

  /** Bytes that all programs together have asked for. */
  get bytes(): number {
    return [...this.crew.simulators, this.crew.clerk].reduce((sum, desk) => sum + desk.bytes, 0);
  }
}

/** Months up to and including `2040-12`. */
export function monthsUntil(horizon: string, program: Program): number {
  const [year = 0, month = 0] = horizon.split("-").map(Number);
  return (year - program.first_year) * 12 + month;
}
