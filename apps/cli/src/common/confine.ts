import { loadConfig } from '@maroquin/platform/config';
import { confineProcess } from '@maroquin/sovereignty';
import { commandLogger } from './with-suite.js';

/** A command is held to the same list of endpoints, and to the same profile, as the server. @throws {StartupError} */
export async function confineCommand(enforce: boolean): Promise<void> {
  const config = loadConfig(process.env);
  await confineProcess({ config, logger: commandLogger(config) }, enforce);
}
