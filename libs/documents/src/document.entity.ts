import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('document')
export class DocumentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('text')
  kind!: 'prose' | 'text';

  /** Raised by restoring or importing anew: sync across epochs is refused. */
  @Column('integer')
  epoch!: number;
}
