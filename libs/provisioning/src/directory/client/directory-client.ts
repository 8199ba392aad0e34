import { randomUUID } from 'node:crypto';
import type { LdapConfig } from '@maroquin/platform/config';
import type { Entry, SearchOptions } from 'ldapts';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { DirectoryDown } from './directory-down.js';
import {
  type DirectoryGroup,
  type DirectoryPerson,
  groupAttributes,
  personAttributes,
  toGroup,
  toPerson,
} from './entry.js';
import { filterFor, filterForAll, filterOfGroups } from './filter.js';

/** A sign-in waits so long for each step, and no longer. */
const STEP_MS = 8_000;
const READ_ALL_MS = 120_000;
const READ_ALL_BYTES = 33_554_432;
const PAGE = 500;
const MAX_PEOPLE = 50_000;
const MAX_GROUPS = 2_000;
/** Groups in which one person is named. */
const MAX_GROUPS_OF_ONE = 500;
const MAX_MEMBERS = 500_000;

/** Everybody and everything that the directory knows, at one time. */
export interface DirectoryContent {
  readonly people: readonly DirectoryPerson[];
  /** null: groups are not looked at. */
  readonly groups: readonly DirectoryGroup[] | null;
  /** Stable identifiers of groups that came in part only: left as they are. */
  readonly partialGroups: number;
}

/** The directory as Maroquin asks it: searches and binds, and nothing is ever written there. */
export class DirectoryClient {
  private readonly connections: Connections;

  constructor(
    readonly config: LdapConfig,
    private readonly now: () => Date,
  ) {
    this.connections = new Connections(config);
  }

  /**
   * Whose login and password these are. Nobody's login costs the same two answers as a wrong password.
   * @returns null for anything but exactly one entry and its password
   * @throws {DirectoryDown}
   */
  async recognise(login: string, password: string): Promise<DirectoryPerson | null> {
    const person = await this.find(login);
    // Under our base there is nobody of this name: the directory answers as to a wrong password.
    const dn = person?.dn ?? `cn=${randomUUID()},${this.config.baseDn}`;
    const given = person === null ? randomUUID() : password;
    const isRight = await this.connections.once({ withinMs: STEP_MS }, (one) => one.isPassword(dn, given));
    return isRight ? person : null;
  }

  /** null: nobody, or several. @throws {DirectoryDown} */
  async find(login: string): Promise<DirectoryPerson | null> {
    const { baseDn, userFilter, attributes } = this.config;
    const entries = await this.connections.asService({ withinMs: STEP_MS }, (one) =>
      this.search(one, baseDn, {
        filter: filterFor(userFilter, login),
        attributes: personAttributes(attributes),
        sizeLimit: 2,
      }),
    );
    const [entry, ...more] = entries;
    return entry === undefined || more.length > 0 ? null : toPerson(entry, attributes, this.now());
  }

  /** Groups in which somebody is named directly; null: groups are not looked at. @throws {DirectoryDown} */
  async groupsOf({ dn, logins }: DirectoryPerson): Promise<DirectoryGroup[] | null> {
    const { groupBaseDn, groupFilter, attributes } = this.config;
    if (groupBaseDn === null) return null;
    const entries = await this.connections.asService({ withinMs: STEP_MS }, (one) =>
      this.search(one, groupBaseDn, {
        filter: filterOfGroups(groupFilter, dn, logins),
        attributes: [attributes.id, 'cn'],
        sizeLimit: MAX_GROUPS_OF_ONE,
      }),
    );
    return entries.flatMap((entry) => toGroup(entry, attributes) ?? []);
  }

  /** @throws {DirectoryDown} also when it is too much */
  readAll(): Promise<DirectoryContent> {
    const { baseDn, userFilter, groupBaseDn, groupFilter, attributes } = this.config;
    return this.connections.asService({ withinMs: READ_ALL_MS, maxBytes: READ_ALL_BYTES }, async (one) => {
      const people = await this.pages(one, baseDn, MAX_PEOPLE, {
        filter: filterForAll(userFilter),
        attributes: personAttributes(attributes),
      });
      const entries =
        groupBaseDn === null
          ? null
          : await this.pages(one, groupBaseDn, MAX_GROUPS, {
              filter: groupFilter,
              attributes: groupAttributes(attributes),
            });
      const groups = entries?.flatMap((entry) => toGroup(entry, attributes) ?? []) ?? null;
      const count = groups?.reduce((sum, { members }) => sum + members.length, 0) ?? 0;
      if (count > MAX_MEMBERS) throw new DirectoryDown('too-large');
      const now = this.now();
      return {
        people: people.flatMap((entry) => toPerson(entry, attributes, now) ?? []),
        groups,
        partialGroups: (entries?.length ?? 0) - (groups?.length ?? 0),
      };
    });
  }

  close(): void {
    this.connections.close();
  }

  /** One answer, cut at its limit. Referrals lead elsewhere and are not followed. */
  private async search(one: Connection, base: string, options: SearchOptions): Promise<Entry[]> {
    const { searchEntries } = await one.client.search(base, this.options(options));
    if (searchEntries.length > (options.sizeLimit ?? 0)) throw new DirectoryDown('too-large');
    return searchEntries;
  }

  /** @throws {DirectoryDown} too-large: what is cut would look as if the others had gone */
  private async pages(one: Connection, base: string, max: number, options: SearchOptions): Promise<Entry[]> {
    const entries: Entry[] = [];
    const paged = { pageSize: PAGE };
    for await (const page of one.client.searchPaginated(base, { ...this.options(options), paged })) {
      entries.push(...page.searchEntries);
      if (entries.length > max) throw new DirectoryDown('too-large');
    }
    return entries;
  }

  private options(options: SearchOptions): SearchOptions {
    const { id } = this.config.attributes;
    return {
      scope: 'sub',
      derefAliases: 'never',
      timeLimit: Math.ceil(STEP_MS / 1_000),
      explicitBufferAttributes: /guid$/i.test(id) ? [id] : [],
      ...options,
    };
  }
}
