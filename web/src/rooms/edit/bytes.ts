// Bytes: the canonical form of src/base/bytes.hpp, read and written: varints and texts with their length.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Writes numbers and texts one behind the other into a block that grows. */
export class ByteWriter {
  private block = new Uint8Array(256);
  private size = 0;

  /** A whole number from 0 to 2^53 - 1. */
  number(value: number): void {
    this.reserve(8);
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.block[this.size++] = (rest % 128) + 128;
    this.block[this.size++] = rest;
  }

  /** A whole number that may be negative. */
  signedNumber(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(value: string): void {
    this.bytes(encoder.encode(value));
  }

  /** Bytes with their length. */
  bytes(value: Uint8Array): void {
    this.number(value.length);
    this.reserve(value.length);
    this.block.set(value, this.size);
    this.size += value.length;
  }

  /** Valid until the next write. */
  written(): Uint8Array {
    return this.block.subarray(0, this.size);
  }

  clear(): void {
    this.size = 0;
  }

  private reserve(more: number): void {
    if (this.size + more <= this.block.length) return;
    const larger = new Uint8Array(2 * (this.size + more));
    larger.set(this.block.subarray(0, this.size));
    this.block = larger;
  }
}

/** Reads what a ByteWriter, here or in C++, wrote. */
export class ByteReader {
  private at = 0;

  constructor(private readonly block: Uint8Array) {}

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.block[this.at++];
      if (byte === undefined) throw new RangeError("the bytes end within a number");
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }

  bytes(): Uint8Array {
    const size = this.number();
    const end = this.at + size;
    if (end > this.block.length) throw new RangeError("the bytes end within a text");
    const piece = this.block.subarray(this.at, end);
    this.at = end;
    return piece;
  }

  text(): string {
    return decoder.decode(this.bytes());
  }
}
