// A worker with a desk of its own.

import { Desk, type Arrays } from "./desk";

export interface Order {
  id: number;
  module?: WebAssembly.Module;
  request?: object;
  arrays?: Arrays;
  /** Whether the arrays of the answer are wanted. */
  wanted?: boolean;
}

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
};

let desk: Promise<Desk> | null = null;

scope.onmessage = async ({ data }) => {
  try {
    if (data.module) {
      desk = Desk.open(data.module);
      await desk;
      scope.postMessage({ id: data.id, ok: null });
      return;
    }
    if (!desk || !data.request) throw new Error("no program");
    const open = await desk;
    const { metrics, samples, ...said } = open.ask(data.request, data.arrays);
    const bytes = open.bytes;
    if (data.wanted) {
      scope.postMessage({ id: data.id, ...said, metrics, samples, bytes }, [metrics.buffer, samples.buffer]);
    } else {
      scope.postMessage({ id: data.id, ...said, bytes });
    }
  } catch (fault) {
    scope.postMessage({ id: data.id, fault: String(fault) });
  }
};
