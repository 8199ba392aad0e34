import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { AccessService, ListResources, ResourceViews } from '@maroquin/access';
import type { ResourceView } from '@maroquin/contracts';
import { Admission, LOOP_MS, LoopPace, type Requester } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import type { FilesService } from '../files/files.service.js';
import { ArchivesService } from './archives.service.js';
import type { DocumentWriter } from './document-writer.js';

const ORG = '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d';
const actor = { personId: 'nadia', orgId: ORG, orgs: [ORG], locale: 'fr' } as unknown as Actor;

/** Notes who used how much of the loop, and holds nobody up. */
class CountingPace extends LoopPace {
  readonly used: [person: string, cost: number][] = [];

  override pause({ person }: Requester, cost: number): undefined {
    this.used.push([person, cost]);
  }
}

const folder = (id: string): ResourceView =>
  ({ id, kind: 'folder', name: id, updatedAt: '2026-01-01T00:00:00Z', trashedAt: null }) as ResourceView;

/** A folder with so many below it. */
function archivesOf(children: number, pace: LoopPace): ArchivesService {
  const below = Array.from({ length: children }, (_, index) => folder(`dossier ${String(index)}`));
  const all = new Map([folder('haut'), ...below].map((view) => [view.id, view]));
  const access = { require: () => Promise.resolve() } as unknown as AccessService;
  const views = {
    viewsOf: () => Promise.resolve(all),
    viewOf: (_actor: Actor, id: string) => Promise.resolve(all.get(id)),
  } as unknown as ResourceViews;
  const lists = {
    children: (_actor: Actor, id: string) =>
      Promise.resolve({ items: id === 'haut' ? below : [], next: null }),
  } as unknown as ListResources;
  const [files, documents] = [{} as FilesService, {} as DocumentWriter];
  return new ArchivesService(access, lists, views, files, documents, new Admission({}, 0, () => 0, pace));
}

it('an archive waits before each of its entries until its reader may use the event loop', async () => {
  const pace = new CountingPace();
  const archive = await archivesOf(30, pace).of(actor, ['haut'], null);
  await buffer(archive.open());
  expect(pace.used).toEqual(Array.from({ length: 31 }, () => ['nadia', LOOP_MS.entry]));
});
