/** Text of articles and models made harmless to look at; what it says is not changed. */

// Tabs and line breaks stay. Isolates and overrides would turn the order of letters about; the
// elements around a text isolate it already.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;
// No script stacks more than four marks on a letter; more would run over the lines around it.
const STACKED = /(\p{M}{4})\p{M}+/gu;

/**
 * The text without control characters, bidirectional overrides and towers of marks.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(UNSEEN, "").replace(STACKED, "$1");
}

/**
 * The address if it is one of the web, else null: `javascript:` and the like lead nowhere.
 * @param {string | null} address
 */
export function webAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
