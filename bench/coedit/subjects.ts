import { type MeasuredServer, newFolder, runMaroquin, runPeer } from '../servers.js';
import type { Target } from './raw-editor.js';
import type { SubjectName } from './scales.js';

/** A server under load. */
export interface Subject extends MeasuredServer {
  readonly name: SubjectName;
  /** New, empty documents. */
  targets(documents: number): Promise<readonly Target[]>;
}

/** `crowd`: how many people the editors share between them. */
export async function startMaroquin(crowd: number): Promise<Subject> {
  const server = await runMaroquin(crowd);
  const { people, spaceId } = server;
  const origin = `ws://127.0.0.1:${String(server.port)}`;
  const headers = people.map(({ http }) => http.headers);
  let made = 0;
  return {
    ...server,
    name: 'maroquin',
    targets: async (documents) => {
      const targets: Target[] = [];
      for (let index = 0; index < documents; index += 1) {
        made += 1;
        const title = `Mesure ${String(made)}`;
        const id = await people[0].http.create('/documents', { title, kind: 'text', parentId: spaceId });
        targets.push({ url: `${origin}/collab/${id}`, document: id, dialect: 'stock', people: headers });
      }
      return targets;
    },
  };
}

export const startHocuspocus = (): Promise<Subject> => {
  const folder = newFolder();
  return startPeer('hocuspocus', folder, { arguments: [folder], dialect: 'hocuspocus' });
};

/** `store`: keeps documents in files; without it nowhere, as it comes. */
export const startYWebsocket = ({ store }: { readonly store: boolean }): Promise<Subject> => {
  const folder = newFolder();
  return startPeer('y-websocket', folder, { arguments: store ? [folder] : [], dialect: 'stock' });
};

async function startPeer(
  name: 'hocuspocus' | 'y-websocket',
  folder: string,
  options: {
    readonly arguments: readonly string[];
    readonly dialect: Target['dialect'];
  },
): Promise<Subject> {
  const program = new URL(`./${name}-server.js`, import.meta.url);
  const server = await runPeer(name, program, { folder, arguments: options.arguments });
  let made = 0;
  return {
    ...server,
    name,
    targets: (documents) =>
      Promise.resolve(
        Array.from({ length: documents }, () => {
          made += 1;
          const document = `measure-${String(made)}`;
          const path = options.dialect === 'stock' ? `/${document}` : '';
          const url = `ws://127.0.0.1:${String(server.port)}${path}`;
          return { url, document, dialect: options.dialect, people: [{}] };
        }),
      ),
  };
}
