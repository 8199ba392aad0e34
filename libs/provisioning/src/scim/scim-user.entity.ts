import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a provisioning client wrote of a person, sealed; what it looks for, as keyed hashes. */
@Entity({ name: 'scim_user' })
export class ScimUser {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'user_name_hash', type: 'bytea' }) userNameHash!: Buffer;
  @Column({ name: 'external_id_hash', type: 'bytea', nullable: true }) externalIdHash!: Buffer | null;
  @Column({ name: 'resource_sealed', type: 'bytea' }) resourceSealed!: Buffer;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}

/** The same of a team. */
@Entity({ name: 'scim_group' })
export class ScimGroup {
  @PrimaryColumn({ name: 'team_id', type: 'uuid' }) teamId!: string;
  @Column({ name: 'org_id', type: 'uuid' }) orgId!: string;
  @Column({ name: 'external_id_hash', type: 'bytea', nullable: true }) externalIdHash!: Buffer | null;
  @Column({ name: 'external_id_sealed', type: 'bytea', nullable: true }) externalIdSealed!: Buffer | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
