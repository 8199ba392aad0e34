import { createdLinkSchema, type Role } from '@maroquin/contracts';
import type { Credentials, HttpClient } from '../../support/http-client.js';
import { until } from '../../support/until.js';
import { GROUPS, type Persona } from './personas.js';

type Visitor = (typeof GROUPS.visitors)[number];

const ROLE: Readonly<Record<Visitor, Role>> = {
  'visitor-reader': 'reader',
  'visitor-editor': 'editor',
  'visitor-used-up': 'reader',
  'visitor-expired': 'editor',
  'visitor-withdrawn': 'editor',
};
/** Visits of each link: one for all that is asked, the others for what ends a visit. */
const VISITS = 8;
/** Long enough to come in. */
const EXPIRES_AFTER_MS = 3_000;

export const isVisitor = (persona: Persona): persona is Visitor =>
  GROUPS.visitors.some((visitor) => visitor === persona);

/** Who came in by external links on one folder. No link is made later: what is shared with whom stays as it was. */
export class Visitors {
  private readonly visits = new Map<Visitor, Credentials[]>();

  private constructor(
    private readonly owner: HttpClient,
    private readonly links: string,
  ) {}

  static async of(owner: HttpClient, folderId: string): Promise<Visitors> {
    const visitors = new Visitors(owner, `/resources/${folderId}/links`);
    for (const visitor of GROUPS.visitors) await visitors.comeIn(visitor);
    return visitors;
  }

  /** @throws {Error} once all visits of this kind are over */
  credentials(visitor: Visitor): Credentials {
    const [first] = this.visits.get(visitor) ?? [];
    if (first === undefined) throw new Error(`${visitor} has no visit left`);
    return first;
  }

  /** One visit that may end. */
  spend(visitor: Visitor): Credentials {
    const list = this.visits.get(visitor) ?? [];
    return (list.length > 1 ? list.pop() : list[0]) ?? this.credentials(visitor);
  }

  private async comeIn(visitor: Visitor): Promise<void> {
    const expiresAt = new Date(Date.now() + EXPIRES_AFTER_MS).toISOString();
    const { id, link } = await this.owner.json(createdLinkSchema, 'POST', this.links, {
      ...{ name: visitor, role: ROLE[visitor] },
      ...(visitor === 'visitor-expired' ? { expiresAt } : {}),
    });
    const list: Credentials[] = [];
    while (list.length < VISITS) list.push(await this.open(link));
    this.visits.set(visitor, list);
    const isIn = (): Promise<boolean> =>
      this.owner
        .as({ credentials: this.credentials(visitor) })
        .me()
        .then(
          () => true,
          () => false,
        );
    if (!(await isIn())) throw new Error(`${visitor} was not let in`);
    if (visitor === 'visitor-used-up')
      await this.owner.act('PATCH', `${this.links}/${id}`, { maxUses: 1 }, { 'if-match': '"1"' });
    if (visitor === 'visitor-withdrawn') await this.owner.act('DELETE', `${this.links}/${id}`);
    if (visitor === 'visitor-expired') await until(async () => !(await isIn()), 'the link has expired');
  }

  private async open(link: string): Promise<Credentials> {
    const body = { token: new URL(link).hash.slice(1) };
    const answer = await this.owner.as({ credentials: null }).call('POST', '/api/v1/visits', { body });
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }
}
