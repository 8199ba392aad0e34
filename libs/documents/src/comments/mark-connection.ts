import { type Connection, decodeFrame, encodeStep2, type Person, type Session } from '@maroquin/coediting';
import { newId } from '@maroquin/platform/config';

/** How the commit of one update ended. */
export type CommitOutcome = 'committed' | 'refused' | 'closed';

/**
 * A client of the co-editing engine in this process that writes one update: it answers the engine's questions as a
 * browser does, so that the update passes the same gate and the same journal.
 */
export class MarkConnection implements Connection {
  readonly id = newId();
  readonly extended = true;
  readonly outcome: Promise<CommitOutcome>;
  private settle: (outcome: CommitOutcome) => void = () => undefined;
  private session: Session | null = null;
  private sent = 0;
  private questions = 0;

  constructor(
    readonly person: Person,
    readonly locale: 'fr' | 'en',
    private readonly update: Uint8Array,
  ) {
    this.outcome = new Promise((resolve) => (this.settle = resolve));
  }

  /** The engine has let it in, and may have asked already. */
  serve(session: Session): void {
    this.session = session;
    if (this.questions > 0) this.answer();
  }

  checkAccess(): void {
    this.session?.checkAccess();
  }

  send(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'step1') {
      this.questions += 1;
      // A socket never answers within the same call.
      if (this.session !== null) setImmediate(() => this.answer());
    } else if (frame.type === 'refused') this.settle('refused');
    else if (frame.type === 'committed' && this.sent > 0 && frame.ordinal >= this.sent)
      this.settle('committed');
  }

  close(): void {
    this.settle('closed');
  }

  cork(): void {
    // Nothing is written to a socket.
  }

  uncork(): void {
    // Nothing is written to a socket.
  }

  bufferedAmount(): number {
    return 0;
  }

  private answer(): void {
    this.sent += 1;
    this.session?.receive(encodeStep2(this.update));
  }
}
