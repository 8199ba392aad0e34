import type { AnyResourceKind, DocumentKind, Locale } from '@maroquin/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ProvenRow } from '../engine/proven-row.js';

/** Root of everything that can be shared. Indexes and keys are made by the migrations. */
@Entity({ name: 'resource' })
export class Resource extends ProvenRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!: string | null;
  @Column({ name: 'kind', type: 'text' }) kind!: AnyResourceKind;
  /** The nearest ancestor (or itself) that has grants of its own. */
  @Column({ name: 'scope_id', type: 'uuid' }) scopeId!: string;
  @Column({ name: 'marking', type: 'smallint', default: 0 }) marking!: number;
  @Column({ name: 'personal_of', type: 'uuid', nullable: true }) personalOf!: string | null;
  /** Closed to guests and visitors by link. */
  @Column({ name: 'internal', type: 'boolean', default: false }) internal!: boolean;
  /** Its permission scope does not inherit from its place. */
  @Column({ name: 'restricted', type: 'boolean', default: false }) restricted!: boolean;
  /** What a list shows beside the name, set by the lib whose kind it is: prose or text, language, bytes, media type. */
  @Column({ name: 'detail_kind', type: 'text', nullable: true }) detailKind!: DocumentKind | null;
  @Column({ name: 'detail_language', type: 'text', nullable: true }) detailLanguage!: Locale | null;
  @Column({ name: 'detail_size', type: 'bigint', nullable: true }) detailSize!: number | null;
  @Column({ name: 'detail_type', type: 'text', nullable: true }) detailType!: string | null;
  /** Of a file: what the antivirus says of its newest version, where that is not clean. */
  @Column({ name: 'detail_scan', type: 'text', nullable: true }) detailScan!: string | null;
  @Column({ name: 'detail_virus', type: 'text', nullable: true }) detailVirus!: string | null;
  @Column({ name: 'name_sealed', type: 'bytea' }) nameSealed!: Buffer;
  @Column({ name: 'name_hash', type: 'bytea' }) nameHash!: Buffer;
  @Column({ name: 'hash_generation', type: 'smallint', default: 1 }) hashGeneration!: number;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'updated_by', type: 'uuid', nullable: true }) updatedBy!: string | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
  @Column({ name: 'trashed_at', type: 'timestamptz', nullable: true }) trashedAt!: Date | null;
  @Column({ name: 'trashed_by', type: 'uuid', nullable: true }) trashedBy!: string | null;
  /** Of a discussion: from then on it is read and not written in. */
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true }) archivedAt!: Date | null;
  /** Of a document: who may edit suggests, and its managers decide. */
  @Column({ name: 'suggestions_only', type: 'boolean', default: false }) suggestionsOnly!: boolean;

  @Column({ name: 'numbered_titles', type: 'boolean', default: false }) numberedTitles!: boolean;
  @Column({ name: 'trash_root_id', type: 'uuid', nullable: true }) trashRootId!: string | null;
}
