// A desk of the program: asks in JSON, answers in JSON and plain arrays. Runs in a worker; tests run it in Node.

interface Exports {
  memory: WebAssembly.Memory;
  reserve(length: number): number;
  reserve_metrics(length: number): number;
  reserve_samples(length: number): number;
  perform(): void;
  answer(): number;
  answer_length(): number;
  metrics(): number;
  metrics_length(): number;
  samples(): number;
  samples_length(): number;
}

export interface Refusal {
  message: string;
  file: string;
  line: number | null;
  key: string;
}

export interface Answer {
  ok?: unknown;
  error?: Refusal;
  metrics: Float64Array;
  samples: Float32Array;
}

export interface Arrays {
  metrics?: Float64Array;
  samples?: Float32Array;
}

export class Desk {
  private readonly program: Exports;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();

  private constructor(instance: WebAssembly.Instance) {
    this.program = instance.exports as unknown as Exports;
  }

  static async open(module: WebAssembly.Module): Promise<Desk> {
    return new Desk(await WebAssembly.instantiate(module, {}));
  }

  /** Bytes of memory that the desk has asked for. */
  get bytes(): number {
    return this.program.memory.buffer.byteLength;
  }

  ask(request: object, arrays: Arrays = {}): Answer {
    const { program } = this;
    const text = this.encoder.encode(JSON.stringify(request));
    // Every call may move the memory, so places are asked for one at a time and used at once.
    const place = program.reserve(text.length);
    new Uint8Array(program.memory.buffer, place, text.length).set(text);
    if (arrays.metrics) {
      const at = program.reserve_metrics(arrays.metrics.length);
      new Float64Array(program.memory.buffer, at, arrays.metrics.length).set(arrays.metrics);
    }
    if (arrays.samples) {
      const at = program.reserve_samples(arrays.samples.length);
      new Float32Array(program.memory.buffer, at, arrays.samples.length).set(arrays.samples);
    }
    program.perform();
    const { buffer } = program.memory;
    const json = this.decoder.decode(new Uint8Array(buffer, program.answer(), program.answer_length()));
    return {
      ...(JSON.parse(json) as object),
      metrics: new Float64Array(buffer, program.metrics(), program.metrics_length()).slice(),
      samples: new Float32Array(buffer, program.samples(), program.samples_length()).slice(),
    };
  }
}
