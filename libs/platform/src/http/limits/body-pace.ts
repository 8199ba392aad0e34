import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** How slowly a request's body may come. */
export interface Pace {
  /** Without any byte. */
  readonly silenceMs: number;
  /** In each window of `windowMs` at least so many bytes. */
  readonly windowMs: number;
  readonly windowBytes: number;
  /** How often everything under way is looked at. */
  readonly checkEveryMs: number;
}

/** 15 s of silence, or less than a kilobyte a second for a minute: a line through which nothing of use would come. */
const PACE: Pace = { silenceMs: 15_000, windowMs: 60_000, windowBytes: 60 * 1024, checkEveryMs: 2_500 };

interface Progress {
  readonly response: ServerResponse;
  bytes: number;
  /** Time of the last byte, ms. */
  movedAt: number;
  windowFrom: number;
  windowBytes: number;
}

/**
 * Ends requests whose body stops coming, whatever serves them: each holds a connection, and often memory and a turn that
 * somebody else waits for. Only the client's own delay counts, not that of a server that does not read.
 */
export class BodyPace {
  private readonly coming = new Map<IncomingMessage, Progress>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    /** Says why, where nothing was answered yet. The connection ends behind that. */
    private readonly refuse: (request: IncomingMessage, response: ServerResponse) => void,
    private readonly pace: Pace = PACE,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.timer = setInterval(() => this.check(), pace.checkEveryMs).unref();
  }

  watch(server: Server): void {
    // Before whoever answers it: what is answered at once is complete before the first look.
    server.prependListener('request', (request, response) => this.follow(request, response));
  }

  stop(): void {
    clearInterval(this.timer);
    this.coming.clear();
  }

  private follow(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined)
      return;
    const now = this.now();
    const { bytesRead: bytes } = request.socket;
    this.coming.set(request, { response, bytes, movedAt: now, windowFrom: now, windowBytes: bytes });
    response.once('close', () => this.coming.delete(request));
  }

  private check(): void {
    const now = this.now();
    for (const [request, progress] of this.coming) {
      if (request.complete || request.destroyed) this.coming.delete(request);
      else if (this.isTooSlow(request, progress, now)) this.cut(request, progress.response);
    }
  }

  private isTooSlow(request: IncomingMessage, progress: Progress, now: number): boolean {
    const { bytesRead } = request.socket;
    if (bytesRead !== progress.bytes || !isAwaited(request)) progress.movedAt = now;
    if (!isAwaited(request)) restartWindow(progress, bytesRead, now);
    progress.bytes = bytesRead;
    if (now - progress.movedAt >= this.pace.silenceMs) return true;
    if (now - progress.windowFrom < this.pace.windowMs) return false;
    const isSlow = bytesRead - progress.windowBytes < this.pace.windowBytes;
    restartWindow(progress, bytesRead, now);
    return isSlow;
  }

  private cut(request: IncomingMessage, response: ServerResponse): void {
    this.coming.delete(request);
    if (response.headersSent) {
      request.destroy();
      return;
    }
    response.setHeader('Connection', 'close');
    this.refuse(request, response);
    // Who does not read the answer either is not waited for.
    setTimeout(() => request.destroy(), this.pace.checkEveryMs).unref();
  }
}

function restartWindow(progress: Progress, bytes: number, now: number): void {
  progress.windowFrom = now;
  progress.windowBytes = bytes;
}

/** Somebody here reads it and has nothing left to read. */
function isAwaited(request: IncomingMessage): boolean {
  const isRead = request.readableFlowing === true || request.listenerCount('readable') > 0;
  return isRead && request.readableLength < request.readableHighWaterMark;
}
