import { NestFactory } from '@nestjs/core';
import { AccountsCommandService } from '@maroquin/identity';
import { loadConfig } from '@maroquin/platform/config';
import { openInstance } from '@maroquin/platform/instance';
import { createLogger } from '@maroquin/platform/logging';
import { suiteEntities, SuiteModule } from '../../../apps/server/src/suite.module.js';
import type { Maroquin } from '../../support/maroquin.js';
import type { Desk } from './kinds.js';

/** What `maroquin token …` does, in this process: starting the command a hundred times would take what is measured. */
export async function openDesk(node: Maroquin): Promise<Desk & { close(): Promise<void> }> {
  const logger = createLogger({ logLevel: 'error' });
  const config = loadConfig(node.env);
  const instance = await openInstance({ config, logger, entities: suiteEntities, join: true });
  const suite = await NestFactory.createApplicationContext(SuiteModule.of(instance), { logger: false });
  const accounts = suite.get(AccountsCommandService);
  return {
    createToken: (user, scopes) => accounts.createToken({ user, scopes, days: null }),
    revokeToken: async (user, id) => {
      await accounts.revokeTokens({ user, id });
    },
    close: async () => {
      await suite.close();
      await instance.close();
    },
  };
}
