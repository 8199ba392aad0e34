import { AccessService } from '@maroquin/access';
import type { AdminListener } from '@maroquin/platform/health';
import type { Config } from '@maroquin/platform/config';
import { type Instance, openInstance } from '@maroquin/platform/instance';
import { ProfileWatch } from '@maroquin/sovereignty';
import type { Begun } from './begin.js';
import { makeDemonstration } from './demonstration.js';
import { type FirstLink, firstLinks } from './first-links.js';
import { openDoors } from './open-doors.js';
import { suiteEntities } from './suite.module.js';
import { type RunningJobs, startJobs } from './tasks.js';
import { openAdmin, watchOf, watchRights } from './watch.js';

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

/** Everything, in order: instance, suite, doors, jobs. What was opened is closed again when a later step fails. */
export async function startServer({ begun, demo }: ServerOptions): Promise<Server> {
  const { config, logger } = begun;
  const instance = await openInstance({ ...begun, entities: suiteEntities });
  try {
    const profile = new ProfileWatch(instance);
    const watch = watchOf(instance, profile);
    const doors = await openDoors(instance, watch);
    let admin: AdminListener | null = null;
    let jobs: RunningJobs | null = null;
    profile.start();
    const close = async (): Promise<void> => {
      profile.stop();
      await admin?.close();
      await doors.close();
      await jobs?.stop();
      await instance.close();
    };
    try {
      watchRights(watch, doors.app.get(AccessService));
      admin = await openAdmin(config, watch, { logger, pages: doors.administration });
      if (config.roles.has('worker')) jobs = await startJobs(doors.app, instance);
      const links = demo ? await makeDemonstration(doors.app) : await firstLinks(doors.app);
      const place = admin === null ? [] : placeOf(config);
      return { url: doors.url, port: doors.port, links: [...links, ...place], instance, close };
    } catch (error) {
      profile.stop();
      await admin?.close();
      await doors.close();
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
