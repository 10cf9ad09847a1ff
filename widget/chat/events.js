/** Server-sent events out of a response's body. */

import { ChatFailure } from "./failures.js";

const LONGEST_CHARACTERS = 16_000_000;
const SLICE_MILLISECONDS = 12;
const LINE_END = /\r\n|\n|\r/;

/**
 * The events of a stream in order. Gives the page a turn between events, so that a burst of them
 * never holds it up. What is no event, such as a comment that keeps the connection open, is still a
 * sign of life.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @param {() => void} onLife
 * @returns {AsyncGenerator<{name: string, data: string}>}
 */
export async function* eventsOf(body, onLife) {
  /** @type {ReadableWritablePair<string, Uint8Array<ArrayBuffer>>} */
  const decoder = /** @type {any} */ (new TextDecoderStream());
  const reader = body.pipeThrough(decoder).getReader();
  let rest = "";
  let name = "";
  /** @type {string[]} */
  let data = [];
  let sliceBegan = performance.now();
  for (;;) {
    const { value, done } = await reader.read();
    onLife();
    rest += value ?? "";
    if (rest.length > LONGEST_CHARACTERS) throw new ChatFailure("broken");
    // A carriage return at the end may be half of a line end.
    const held = !done && rest.endsWith("\r") ? 1 : 0;
    const lines = rest.slice(0, rest.length - held).split(LINE_END);
    rest = (done ? "" : (lines.pop() ?? "")) + rest.slice(rest.length - held);
    for (const line of lines) {
      if (line === "") {
        if (data.length) yield { name: name || "message", data: data.join("\n") };
        name = "";
        data = [];
        if (performance.now() - sliceBegan > SLICE_MILLISECONDS) {
          await new Promise((resolve) => setTimeout(resolve));
          sliceBegan = performance.now();
        }
      } else if (line.startsWith("event:")) {
        name = line.slice(6).trim();
      } else if (line.startsWith("data:")) {
        data.push(line.slice(line[5] === " " ? 6 : 5));
      }
    }
    if (done) return;
  }
}
