import { connect, type Socket } from 'node:net';
import { jobOfThisProcess, say, told } from '../load-process.js';

/** The job of this load process: at each `go`, to send the next request so many times. */
export interface AskJob {
  readonly port: number;
  /** One for each `go`: the whole request, and the address of this machine that it comes from. */
  readonly requests: readonly { readonly text: string; readonly from: string }[];
  readonly connections: number;
  readonly times: number;
}

export interface AskResult {
  readonly answered: number;
  readonly refused: number;
  readonly tookMs: number;
  /** Of each request, ms. */
  readonly answerMs: readonly number[];
}

const HEAD_ENDS = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const LAST_CHUNK = '\r\n0\r\n\r\n';

/** The status of a whole answer (RFC 9112 §6); null: more is to come. */
function statusOf(answer: string): number | null {
  const head = answer.indexOf(HEAD_ENDS);
  if (head === -1) return null;
  const length = LENGTH.exec(answer.slice(0, head))?.[1];
  const isWhole =
    length === undefined
      ? answer.endsWith(LAST_CHUNK)
      : answer.length >= head + HEAD_ENDS.length + Number(length);
  return isWhole ? Number(answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)) : null;
}

/** One answer after the other on a connection that stays, and no more of HTTP than that takes. */
class Asker {
  private answer = '';
  private begun = 0;
  private onAnswer: (status: number) => void = () => undefined;
  private onFailure: (error: Error) => void = () => undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly request: string,
  ) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.on('error', (error) => this.onFailure(error));
    socket.on('close', () => this.onFailure(new Error('the server closed a connection')));
  }

  static open(port: number, { text, from }: AskJob['requests'][number]): Promise<Asker> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from });
      socket.once('connect', () => resolve(new Asker(socket, text))).once('error', reject);
    });
  }

  ask(): Promise<{ status: number; ms: number }> {
    return new Promise((resolve, reject) => {
      this.onFailure = reject;
      this.onAnswer = (status) => resolve({ status, ms: performance.now() - this.begun });
      this.begun = performance.now();
      this.socket.write(this.request, 'latin1');
    });
  }

  close(): void {
    this.onFailure = () => undefined;
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.answer += chunk;
    const status = statusOf(this.answer);
    if (status === null) return;
    this.answer = '';
    this.onAnswer(status);
  }
}

const job = await jobOfThisProcess<AskJob>();
for (const request of job.requests) {
  const askers = await Promise.all(
    Array.from({ length: job.connections }, () => Asker.open(job.port, request)),
  );
  await say('ready');
  await told('go');
  let [left, refused] = [job.times, 0];
  const answerMs: number[] = [];
  const began = performance.now();
  await Promise.all(
    askers.map(async (asker) => {
      while (left > 0) {
        left -= 1;
        const { status, ms } = await asker.ask();
        answerMs.push(ms);
        if (status !== 200) refused += 1;
      }
    }),
  );
  const tookMs = performance.now() - began;
  await say('end', { answered: answerMs.length, refused, tookMs, answerMs } satisfies AskResult);
  for (const asker of askers) asker.close();
}
process.exit(0);
