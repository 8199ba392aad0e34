import { upload } from '../support/uploads.js';
import { stockProvider } from '../support/stock-provider.js';
import { ChatClient } from '../support/chat-client.js';
import { CollabClient } from '../support/collab-client.js';
import { HttpClient } from '../support/http-client.js';
import type { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person, redeem, tokenOf } from '../support/people.js';
import { checkDocument, type SharedDocument } from './check-document.js';
import { Chatter, checkChannel } from './chatter.js';
import { checkTalk } from './check-talk.js';
import { Editor } from './editor.js';
import { checkMounted, Mounter } from './mounter.js';
import { checkWritten, OfficeWriter } from './office-writer.js';
import { checkMails, checkPushes, Inviter, type Outside } from './outside.js';
import type { Random } from './random.js';
import { Talker } from './talker.js';
import { checkFolder, Uploader } from './uploader.js';
import { Verdict, type Worker } from './verdict.js';

export interface Verdicts {
  readonly edits: Verdict;
  readonly messages: Verdict;
  /** Edits, deletions, reactions, replies, mentions, what was read. */
  readonly talk: Verdict;
  readonly uploads: Verdict;
  readonly mails: Verdict;
  readonly pushes: Verdict;
  /** Files through the mounted tree and the office editor. */
  readonly mounted: Verdict;
}

/** How many acts were acknowledged. */
export type Acked = Readonly<Record<Exclude<keyof Verdicts, 'pushes'>, number>>;

/** Each kind of act is acknowledged more often than before. */
export const goesOn = (before: Acked, now: Acked): boolean =>
  now.edits > before.edits &&
  now.messages > before.messages &&
  now.talk > before.talk &&
  now.uploads > before.uploads &&
  now.mails > before.mails &&
  now.mounted > before.mounted;

interface Place {
  readonly people: readonly Person[];
  /** One at each node. */
  readonly readers: readonly [HttpClient, ...HttpClient[]];
  readonly token: string;
  /** Of the mounted tree. */
  readonly password: string;
  readonly spaceId: string;
  readonly outside: Outside;
}

/** A service at work: several people edit a prose document and a note, chat, do with messages what one can do, and drop files in, until told to stop. */
export class Workload {
  private constructor(
    private readonly place: Place,
    readonly documents: readonly SharedDocument[],
    private readonly channelId: string,
    readonly chatters: readonly Chatter[],
    private readonly talkedIn: string,
    readonly talkers: readonly Talker[],
    private readonly folderId: string,
    readonly uploaders: readonly Uploader[],
    private readonly inviter: Inviter,
    readonly drive: Drive,
    private readonly closeStock: () => void,
  ) {}

  /** People are spread over the nodes; of each document some are on each. */
  static async begin(
    nodes: readonly [Maroquin, ...Maroquin[]],
    random: Random,
    outside: Outside,
  ): Promise<Workload> {
    const place = await openPlace(nodes, outside);
    const last = nodes.at(-1) ?? nodes[0];
    const { people, spaceId } = place;
    const [owner] = people;
    if (owner === undefined) throw new Error('nobody is here');
    const stock: (() => void)[] = [];
    const documents: SharedDocument[] = [];
    for (const kind of ['prose', 'text'] as const) {
      const id = await owner.http.create('/documents', { title: `Faults ${kind}`, parentId: spaceId, kind });
      const provider = stockProvider(last.url, id, place.token);
      stock.push(() => provider.destroy());
      const editors = people.map(
        ({ http }, index) =>
          new Editor(`${kind}-${String(index)}`, kind, new CollabClient(http, id), random.fork()),
      );
      documents.push({ id, kind, editors, stock: provider.doc });
    }
    const channelId = await owner.http.create('/channels', { name: 'Faults', parentId: spaceId });
    const chatters = people.map(
      ({ http }, index) =>
        // The last one writes by HTTP alone.
        new Chatter(
          `chatter-${String(index)}`,
          channelId,
          http,
          index === people.length - 1 ? null : new ChatClient(http),
          random.fork(),
        ),
    );
    const talkedIn = await owner.http.create('/channels', { name: 'Faults of talk', parentId: spaceId });
    const talkers = people.map((person) => {
      const others = people.filter(({ id }) => id !== person.id);
      return new Talker(person, others, talkedIn, new ChatClient(person.http), random.fork());
    });
    const folderId = await owner.http.create('/folders', { name: 'Faults', parentId: spaceId });
    const uploaders = people
      .slice(0, 2)
      .map(({ http }, index) => new Uploader(`uploader-${String(index)}`, http, folderId, random.fork()));
    const inviter = new Inviter(owner.http, random.fork());
    const drive = await openDrive(place, last, random);
    const closeStock = (): void => {
      for (const close of stock) close();
    };
    return new Workload(
      ...([
        place,
        documents,
        channelId,
        chatters,
        talkedIn,
        talkers,
        folderId,
        uploaders,
        inviter,
        drive,
        closeStock,
      ] as const),
    );
  }

  /** Acknowledged so far, by kind. */
  get acked(): Acked {
    const sum = (workers: readonly Worker[]): number =>
      workers.reduce((total, { acked }) => total + acked, 0);
    return {
      edits: sum(this.documents.flatMap(({ editors }) => editors)),
      messages: sum(this.chatters),
      talk: sum(this.talkers),
      uploads: sum(this.uploaders),
      mails: this.inviter.acked,
      mounted: sum(this.drive.workers),
    };
  }

  /** Mails and pushes that came again as the same, since whoever sent them died before writing that down. */
  readonly again = { mails: 0, pushes: 0 };

  /** Everybody finishes what they began. */
  async finish(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.finish()));
  }

  /** @param wakings whether everybody is told something once more, to be woken for it: seconds for each person */
  async check({ wakings = true } = {}): Promise<Verdicts> {
    const { readers, people, outside } = this.place;
    const [reader] = readers;
    const verdicts = {
      ...{ edits: new Verdict(), messages: new Verdict() },
      ...{ talk: new Verdict(), uploads: new Verdict() },
      ...{ mails: new Verdict(), pushes: new Verdict(), mounted: new Verdict() },
    };
    for (const document of this.documents) await checkDocument(readers, document, verdicts.edits);
    await checkChannel(reader, this.channelId, this.chatters, verdicts.messages);
    await checkTalk(reader, this.talkedIn, this.talkers, verdicts.talk);
    await checkFolder(reader, this.folderId, this.uploaders, verdicts.uploads);
    this.again.mails = await checkMails(outside, this.inviter, verdicts.mails);
    if (wakings) this.again.pushes = await checkPushes(outside, people, this.talkedIn, verdicts.pushes);
    await this.drive.check(reader, verdicts.mounted);
    return verdicts;
  }

  close(): void {
    for (const worker of this.workers) worker.close();
    this.closeStock();
  }

  private get workers(): readonly Worker[] {
    const editors = this.documents.flatMap((document) => document.editors);
    return [
      ...editors,
      ...this.chatters,
      ...this.talkers,
      ...this.uploaders,
      this.inviter,
      ...this.drive.workers,
    ];
  }
}

async function openPlace(nodes: readonly [Maroquin, ...Maroquin[]], outside: Outside): Promise<Place> {
  const last = nodes.at(-1) ?? nodes[0];
  const owner = await firstAdministrator(last);
  const people = [owner];
  for (const [index, name] of ['Amine', 'Solène'].entries()) {
    const email = `${name
      .normalize('NFD')
      .replaceAll(/\P{ASCII}/gu, '')
      .toLowerCase()}@prefecture.example`;
    await owner.http.act('POST', '/invitations', { name, email });
    const http = await redeem(nodes[index % nodes.length] ?? last, await outside.box.linkTo(email));
    people.push({ ...(await http.me()).person, http });
  }
  for (const person of people) await outside.wakes(person);
  const spaceId = await owner.http.create('/spaces', { name: 'Faults' });
  for (const { id } of people.slice(1))
    await owner.http.act('PUT', `/resources/${spaceId}/grants/${id}`, { role: 'editor' });
  const token = await tokenOf(last, owner.email);
  const password = await tokenOf(last, owner.email, 'files');
  const [first, ...others] = nodes.map(({ url }) => new HttpClient(url, owner.http.credentials));
  if (first === undefined) throw new Error('there is no node');
  return { people, readers: [first, ...others], token, password, spaceId, outside };
}

/** Those who write files by other ways than the web. */
interface Drive {
  readonly mounters: readonly Mounter[];
  readonly workers: readonly Worker[];
  check(reader: HttpClient, verdict: Verdict): Promise<void>;
}

async function openDrive(place: Place, server: Maroquin, random: Random): Promise<Drive> {
  const { people, password, spaceId, outside } = place;
  const [owner] = people;
  if (owner === undefined) throw new Error('nobody is here');
  const folderId = await owner.http.create('/folders', { name: 'Disque', parentId: spaceId });
  const folder = { url: `${server.url}/dav/Faults/Disque`, password };
  const mounters = ['one', 'two'].map((name) => new Mounter(`mounter-${name}`, folder, random.fork()));
  const sheet = { filename: 'Budget.ods', parentId: spaceId };
  const sheetId = await upload(owner.http, Buffer.from('un'), sheet);
  const writer = new OfficeWriter(sheetId, owner.http, outside.office, random.fork());
  return {
    mounters,
    workers: [...mounters, writer],
    check: async (reader, verdict) => {
      await checkMounted(reader, folderId, mounters, verdict);
      await checkWritten(reader, [writer], verdict);
    },
  };
}
