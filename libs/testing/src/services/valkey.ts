import { Daemon } from './daemon.js';
import { freePorts } from './free-port.js';
import { findProgram } from './programs.js';

interface TestValkey {
  readonly url: string;
  readonly pid: number;
  /** kill -9; `start` brings another one up on the same port, empty. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real Valkey on loopback that keeps nothing. Debian package valkey-server, or redis-server where there is none
 * (Debian 12): the product uses only what both speak.
 */
export async function startValkey(): Promise<TestValkey> {
  const program = findProgram('valkey-server', 'redis-server');
  const [port = 0] = await freePorts(1);
  const launch = async (): Promise<Daemon> => {
    const nothingKept = ['--save', '', '--appendonly', 'no', '--daemonize', 'no'];
    const started = Daemon.start(program, ['--port', String(port), '--bind', '127.0.0.1', ...nothingKept]);
    await started.until(() => started.said('Ready to accept connections'));
    return started;
  };
  let daemon = await launch();
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    get pid() {
      return daemon.pid;
    },
    kill: () => daemon.stop('SIGKILL'),
    start: async () => {
      daemon = await launch();
    },
    stop: () => daemon.stop('SIGKILL'),
  };
}
