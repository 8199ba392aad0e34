import { AccessService } from '@maroquin/access';
import { ScanBlobs } from '@maroquin/files';
import { AgreedSettings } from '@maroquin/identity';
import type { AdminListener } from '@maroquin/platform/health';
import type { Config } from '@maroquin/platform/config';
import { type Instance, openInstance } from '@maroquin/platform/instance';
import { ProfileWatch } from '@maroquin/sovereignty';
import type { Begun } from './begin.js';
import { makeDemonstration } from './demonstration.js';
import { type FirstLink, firstLinks } from './first-links.js';
import { openHttpListener } from './http-listener.js';
import { suiteEntities } from './suite.module.js';
import { type RunningJobs, startJobs } from './tasks.js';
import { openAdmin, watchAnchors, watchAntivirus, watchOf, watchRights } from './watch.js';

export interface ServerOptions {
  readonly begun: Pick<Begun, 'config' | 'logger' | 'connections'>;
  readonly demo: boolean;
}

export interface Server {
  readonly url: string;
  readonly port: number;
  /** To print: one-use links, the first time, and where administration is. */
  readonly links: readonly FirstLink[];
  readonly instance: Instance;
  close(): Promise<void>;
}

/** Everything, in order: instance, suite, listener, jobs. What was opened is closed again when a later step fails. */
export async function startServer({ begun, demo }: ServerOptions): Promise<Server> {
  const { config, logger } = begun;
  const instance = await openInstance({ ...begun, entities: suiteEntities });
  try {
    const profile = new ProfileWatch(instance);
    const watch = watchOf(instance, profile);
    const listener = await openHttpListener(instance, watch);
    let admin: AdminListener | null = null;
    let jobs: RunningJobs | null = null;
    profile.start();
    const close = async (): Promise<void> => {
      profile.stop();
      await admin?.close();
      await listener.close();
      await jobs?.stop();
      await instance.close();
    };
    try {
      watchRights(watch, listener.app.get(AccessService));
      watchAntivirus(watch, listener.app.get(ScanBlobs));
      admin = await openAdmin(config, watch, { logger, pages: listener.administration });
      if (config.roles.has('worker'))
        jobs = await startJobs(listener.app, instance, watchAnchors(watch, config));
      await listener.app.get(AgreedSettings).note();
      const links = demo ? await makeDemonstration(listener.app) : await firstLinks(listener.app);
      const place = admin === null ? [] : placeOf(config);
      return { url: listener.url, port: listener.port, links: [...links, ...place], instance, close };
    } catch (error) {
      profile.stop();
      await admin?.close();
      await listener.close();
      await jobs?.stop();
      throw error;
    }
  } catch (error) {
    await instance.close();
    throw error;
  }
}

/** Where administrators go, for whoever started the server. */
const placeOf = ({ adminUrl }: Pick<Config, 'adminUrl'>): FirstLink[] =>
  adminUrl === null ? [] : [{ label: 'Guichet d’administration / Administration listener:', link: adminUrl }];
