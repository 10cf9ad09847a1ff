/** What the service sends, as docs/openapi.json describes it, after `shapes.js` has read it. */

export interface Copy {
  articleId: string;
  source: string | null;
  url: string | null;
}

export interface Citation {
  number: number;
  articleId: string;
  title: string | null;
  source: string | null;
  author: string | null;
  url: string | null;
  publishedAt: string | null;
  quote: string;
  start: number;
  end: number;
  alsoIn: Copy[];
  /** Half-open code-point offsets into the quote: the words that matter. */
  highlight: { start: number; end: number } | null;
}

export type Support = "supported" | "partial" | "unsupported";

export interface Statement {
  text: string;
  /** Half-open code-point offsets into the answer. */
  start: number;
  end: number;
  citations: number[];
  support: Support;
}

export interface Disagreement {
  about: string;
  positions: { value: string; citations: number[] }[];
}

export interface Answer {
  id: string;
  status: "answered" | "conflicting" | "unanswerable";
  headline: string | null;
  /** What was answered, where that is not the question as asked. */
  understoodAs: string | null;
  text: string;
  statements: Statement[];
  citations: Citation[];
  disagreements: Disagreement[];
  independentSources: number;
  nearest: Citation[];
  answerer: { kind: string; model: string | null; fallbackReason: string | null };
}

export interface Article {
  articleId: string;
  title: string | null;
  source: string | null;
  author: string | null;
  url: string | null;
  publishedAt: string | null;
  language: string | null;
  text: string;
  alsoIn: Copy[];
  corrections: { version: number; title: string | null; seenAt: string | null }[];
}

export type FailureKind =
  | "address"
  | "html"
  | "version"
  | "key"
  | "forbidden"
  | "limit"
  | "question"
  | "server"
  | "network"
  | "timeout"
  | "broken";

export interface Failure {
  kind: FailureKind;
  status: number | null;
  detail: string | null;
  retryAfterSeconds: number | null;
}

export type TurnStatus = "asking" | "waiting" | "answered" | "failed" | "stopped" | "interrupted";

export interface Turn {
  question: string;
  status: TurnStatus;
  /** The complete object as the service sent it, so that a reload shows the same. */
  raw: unknown;
  answer: Answer | null;
  /** The answer's, known before it is complete. */
  understoodAs: string | null;
  /** What was shown before it was stopped or broke off. */
  partial: string;
  failure: Failure | null;
}

export interface Rating {
  rating: "up" | "down";
  citation?: number;
  comment?: string;
}

export type Strings = Record<string, string>;

/** What a view needs of the widget around it. */
export interface Surroundings {
  say(key: string, values?: Record<string, string | number>): string;
  date(iso: string | null): string;
  announce(text: string): void;
  openArticle(citation: Citation, all: Citation[], opener: HTMLElement | null): void;
  rate(answerId: string, rating: Rating): Promise<void>;
  /** Runs what gives the focus back to a mark; unlike a reader's own step it opens no card. */
  quietly(action: () => void): void;
}
