import { type Config, loadConfig } from '@maroquin/platform/config';
import { connect, type Connections } from '@maroquin/platform/instance';
import { createLogger, type Logger } from '@maroquin/platform/logging';
import { confineProcess } from '@maroquin/sovereignty';

/** A server that has begun to start. */
export interface Begun {
  readonly config: Config;
  readonly logger: Logger;
  /** The embedded PostgreSQL takes its time: it starts while the rest of the server is loaded. */
  readonly connections: Promise<Connections>;
  /** Resolves when the embedded database was lost for good. */
  readonly lost: Promise<void>;
}

/** What must be there before anything else. Kept apart from the rest, which takes longer to load. @throws {ConfigError} */
export function begin(): Begun {
  const config = loadConfig(process.env);
  const logger = createLogger(config);
  let onLost = (): void => undefined;
  const lost = new Promise<void>((resolve) => (onLost = resolve));
  const connections = confineProcess({ config, logger }).then(() => connect(config, logger, false, onLost));
  // Whoever awaits it hears of a failure; until then nobody does.
  connections.catch(() => undefined);
  return { config, logger, connections, lost };
}
