// The workers: several that simulate, one that sums up. They are made from a text within the page, so that it works from a file.

import type { Answer, Arrays, Refusal } from "./desk";

/** What the program says of a request that it cannot answer. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** The program itself has failed: too little memory, most often. */
export class Broken extends Error {}

export class Desk {
  private next = 1;
  private readonly waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  /** Bytes of memory that its program has asked for. */
  bytes = 0;

  private constructor(private readonly worker: Worker) {
    worker.onmessage = ({ data }) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      this.bytes = data.bytes ?? this.bytes;
      if (data.fault) waiting?.reject(new Broken(data.fault));
      else if (data.error) waiting?.reject(new Refused(data.error));
      else waiting?.resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.waiting.values()) reject(new Broken(event.message || "worker"));
      this.waiting.clear();
    };
  }

  static async open(module: WebAssembly.Module, address: string): Promise<Desk> {
    const desk = new Desk(new Worker(address));
    await desk.send({ module }, []);
    return desk;
  }

  private send(order: object, transfer: Transferable[]): Promise<Answer> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...order }, transfer);
    });
  }

  /** Asks for an answer in JSON. */
  async ask<T>(request: object, arrays?: Arrays): Promise<T> {
    const transfer = [arrays?.metrics?.buffer, arrays?.samples?.buffer].filter((buffer) => buffer !== undefined);
    return (await this.send({ request, arrays }, transfer as ArrayBuffer[])).ok as T;
  }

  /** Asks for an answer with its arrays. */
  arrays(request: object): Promise<Answer> {
    return this.send({ request, wanted: true }, []);
  }
}

export interface Crew {
  simulators: Desk[];
  clerk: Desk;
}

/** Most workers that simulate: more cost memory and gain little. */
const MOST = 4;

export async function hire(module: WebAssembly.Module, script: string): Promise<Crew> {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const processors = navigator.hardwareConcurrency || 2;
  const count = Math.min(MOST, Math.max(1, processors));
  const desks = await Promise.all(Array.from({ length: count + 1 }, () => Desk.open(module, address)));
  const clerk = desks.pop() as Desk;
  return { simulators: desks, clerk };
}
