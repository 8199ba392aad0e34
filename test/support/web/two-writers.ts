import type { Window } from '../browser.js';
import { DocumentWindow } from '../document-window.js';
import { firstAdministrator, invite, type Person } from '../people.js';
import { setStage } from '../stage.js';

/** Claire and Thomas, each with a window of their own on one new document. */
export interface TwoWriters {
  readonly hers: Window;
  readonly his: Window;
  readonly herDocument: DocumentWindow;
  readonly hisDocument: DocumentWindow;
}

/** Call at the top of a test file. Returns what opens a new document for both; its windows close with the test. */
export function setTwoWriters(): (title: string) => Promise<TwoWriters> {
  let people: { readonly claire: Person; readonly thomas: Person; readonly parentId: string } | undefined;
  const stage = setStage(async (server) => {
    const claire = await firstAdministrator(server);
    const thomas = await invite(server, claire, {
      name: 'Thomas Lefèvre',
      email: 'thomas@prefecture.example',
    });
    const parentId = await claire.http.create('/spaces', { name: 'Cabinet' });
    await claire.http.act('PUT', `/resources/${parentId}/grants/${thomas.id}`, { role: 'editor' });
    people = { claire, thomas, parentId };
  });
  return async (title) => {
    if (people === undefined) throw new Error('nobody is here yet');
    const { claire, thomas, parentId } = people;
    const documentId = await claire.http.create('/documents', { title, parentId });
    const hers = await stage.open(claire);
    const his = await stage.open(thomas);
    const herDocument = new DocumentWindow(hers.page);
    const hisDocument = new DocumentWindow(his.page);
    await herDocument.open(documentId);
    await hisDocument.open(documentId);
    return { hers, his, herDocument, hisDocument };
  };
}
