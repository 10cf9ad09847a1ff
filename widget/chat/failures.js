/** What can go wrong between the widget and the service, by what the reader or the site can do. */

/** @typedef {import("./types.js").FailureKind} FailureKind */

/** An answer that did not come. */
export class ChatFailure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {{status?: number, detail?: string | null, retryAfterSeconds?: number | null}} [more]
   */
  constructor(kind, more = {}) {
    super(kind);
    this.name = "ChatFailure";
    this.kind = kind;
    this.status = more.status ?? null;
    this.detail = more.detail ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }

  /** @returns {import("./types.js").Failure} */
  get record() {
    const { kind, status, detail, retryAfterSeconds } = this;
    return { kind, status, detail, retryAfterSeconds };
  }
}

/**
 * The failure that a response other than 2xx stands for.
 * @param {Response} response
 */
export async function failureOf(response) {
  const problem = await problemIn(response);
  return failureFrom(response.status, problem, response.headers.get("retry-after"));
}

/**
 * The failure that a problem body of the service stands for.
 * @param {number} status
 * @param {string | null} detail
 * @param {string | null} [retryAfter]
 */
export function failureFrom(status, detail, retryAfter = null) {
  return new ChatFailure(kindOf(status), {
    status,
    detail,
    retryAfterSeconds: secondsUntil(retryAfter),
  });
}

/**
 * @param {number} status
 * @returns {FailureKind}
 */
function kindOf(status) {
  if (status === 401) return "key";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 405) return "address";
  if (status === 429) return "limit";
  if (status === 501) return "version";
  return status >= 500 ? "server" : "question";
}

/**
 * The `detail` of a problem body, null where the body is none.
 * @param {Response} response
 */
async function problemIn(response) {
  if (!/json/.test(response.headers.get("content-type") ?? "")) return null;
  try {
    const { detail } = await response.json();
    return typeof detail === "string" ? detail : null;
  } catch {
    return null;
  }
}

/**
 * Seconds of a Retry-After header, which may be a number or a date.
 * @param {string | null} header
 */
function secondsUntil(header) {
  if (!header) return null;
  const seconds = Number(header);
  const waited = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
  return Number.isFinite(waited) ? Math.max(1, Math.ceil(waited)) : null;
}
