import { inject } from 'vitest';
import {
  askForObjectStore,
  askForPostgres,
  type SharedObjectStore,
  type SharedPostgres,
} from './services/shared-services.js';

/** The run's PostgreSQL as superuser, started when first asked for; the template database is ready in it. */
export function sharedPostgres(): Promise<SharedPostgres> {
  return askForPostgres(inject('services'));
}

/** The run's real S3 store (Ceph), started when first asked for. */
export function sharedObjectStore(): Promise<SharedObjectStore> {
  return askForObjectStore(inject('services'));
}
