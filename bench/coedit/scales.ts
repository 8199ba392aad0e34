export type Scale = 'small' | 'full';
export type SubjectName = 'maroquin' | 'hocuspocus' | 'y-websocket';
export const SUBJECTS: readonly SubjectName[] = ['maroquin', 'hocuspocus', 'y-websocket'];

/** People who type for a while. */
export interface Typing {
  readonly documents: number;
  readonly editorsEach: number;
  readonly editsPerSecond: number;
}

interface Sizes {
  /** How many people the editors are. */
  readonly crowd: number;
  readonly rounds: number;
  /** Rounds of typing that come before and do not count. */
  readonly warmUps: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly oneDocument: Typing;
  readonly manyDocuments: Typing;
  /** As many as each holds within the limit: the peers' numbers are what they were seen to hold. */
  readonly typists: Readonly<Record<SubjectName, number>>;
  /** Operations of the document that is opened cold; copies opened one after the other, and at once. */
  readonly cold: {
    readonly operations: number;
    readonly opens: number;
    readonly atOnce: number;
    /** How long after being written to a document is left alone: a checkpoint of that much comes within 40 seconds. */
    readonly restMs: number;
  };
  readonly memoryDocuments: number;
  readonly resync: { readonly documents: number; readonly clientsEach: number };
  readonly bystanders: Typing;
  /** Documents that are opened with five connections each, and then with five more. */
  readonly connected: number;
  /** How often `GET /me`, and each of the other routes of a page, is asked in a round. One person may ask 4,000 times. */
  readonly requests: { readonly warmUps: number; readonly times: number; readonly timesEach: number };
}

/** What people do: a big meeting's one document, the ordinary day of many small ones, and the bad moments. */
export const sizes: Readonly<Record<Scale, Sizes>> = {
  small: {
    crowd: 10,
    rounds: 1,
    warmUps: 0,
    warmUpMs: 400,
    measureMs: 1200,
    oneDocument: { documents: 1, editorsEach: 100, editsPerSecond: 4 },
    manyDocuments: { documents: 40, editorsEach: 5, editsPerSecond: 2 },
    typists: { maroquin: 300, hocuspocus: 200, 'y-websocket': 100 },
    cold: { operations: 20_000, opens: 3, atOnce: 4, restMs: 0 },
    memoryDocuments: 200,
    resync: { documents: 10, clientsEach: 10 },
    bystanders: { documents: 10, editorsEach: 2, editsPerSecond: 4 },
    connected: 20,
    requests: { warmUps: 0, times: 100, timesEach: 20 },
  },
  full: {
    crowd: 50,
    rounds: 3,
    warmUps: 2,
    warmUpMs: 3000,
    measureMs: 12_000,
    oneDocument: { documents: 1, editorsEach: 200, editsPerSecond: 4 },
    manyDocuments: { documents: 200, editorsEach: 5, editsPerSecond: 2 },
    typists: { maroquin: 2000, hocuspocus: 900, 'y-websocket': 200 },
    cold: { operations: 259_778, opens: 5, atOnce: 20, restMs: 65_000 },
    memoryDocuments: 1500,
    resync: { documents: 50, clientsEach: 10 },
    bystanders: { documents: 20, editorsEach: 2, editsPerSecond: 4 },
    connected: 200,
    requests: { warmUps: 4, times: 1_000, timesEach: 200 },
  },
};
