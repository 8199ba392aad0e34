import { Users, X } from 'lucide-react';
import { duties, type Duty, type DutyHolders, type SubjectView } from '@maroquin/contracts';
import { useCapability } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { SubjectField } from '../sharing/subject-field.js';
import { Avatar, ErrorNote, Icon, IconButton, ShowMore, Skeleton, Tile, toast } from '../../../ui/index.js';
import { useDuties, useSetDuty } from './oversight-api.js';

type Holder = DutyHolders['items'][number];

/** What is entrusted to people who do not administer, and to whom. */
export function DutiesSection() {
  const t = useT();
  const found = useDuties();
  return (
    <section aria-labelledby="duties" className="mq-duties">
      <div className="mq-sect">
        <h2 id="duties">{t('duties.title')}</h2>
      </div>
      <p className="mq-muted">{t('duties.text')}</p>
      {found.isPending && <Skeleton rows={2} />}
      {found.error && <ErrorNote error={found.error} />}
      {found.isSuccess &&
        duties.map((duty) => (
          <DutyPart key={duty} duty={duty} holders={found.rows.filter((holder) => holder.duty === duty)} />
        ))}
      <ShowMore list={found} />
    </section>
  );
}

function DutyPart({ duty, holders }: { duty: Duty; holders: readonly Holder[] }) {
  const t = useT();
  const mayManage = useCapability('duty.manage');
  const set = useSetDuty(duty);
  const change = (subject: Pick<SubjectView, 'id' | 'name'>, held: boolean) =>
    set.mutate(
      { subjectId: subject.id, held },
      {
        onSuccess: () =>
          toast({
            text: t(held ? 'duties.granted' : 'duties.withdrawn', {
              name: subject.name,
              duty: t(`duties.${duty}`),
            }),
            undo: () => change(subject, !held),
          }),
      },
    );
  return (
    <div className="mq-duty">
      <h3 className="mq-share-h">{t(`duties.${duty}`)}</h3>
      <p className="mq-small mq-muted">{t(`duties.does.${duty}`)}</p>
      {set.error && <ErrorNote error={set.error} />}
      {holders.length === 0 && <p className="mq-small">{t('duties.nobody')}</p>}
      <ul className="mq-acc" aria-label={t(`duties.${duty}`)}>
        {holders.map((holder) => (
          <HolderRow
            key={holder.id}
            holder={holder}
            onRemove={mayManage ? () => change(holder, false) : undefined}
          />
        ))}
      </ul>
      {mayManage && (
        <SubjectField
          label={t('duties.entrust', { duty: t(`duties.${duty}`) })}
          chosen={[]}
          hidden={new Set(holders.map(({ id }) => id))}
          onChoose={(subject) => change(subject, true)}
          onRemove={() => undefined}
          onUnknown={() => undefined}
        />
      )}
    </div>
  );
}

function HolderRow({ holder, onRemove }: { holder: Holder; onRemove: (() => void) | undefined }) {
  const t = useT();
  const dates = useDates();
  const { name, kind, grantedBy } = holder;
  const date = dates.day(holder.grantedAt);
  return (
    <li>
      <div className="line">
        {kind === 'person' ? (
          <Avatar person={holder} size="l" isDecorative />
        ) : (
          <Tile>
            <Icon of={Users} />
          </Tile>
        )}
        <span className="w">
          <span className="mq-name">{name}</span>
          <span className="mq-small mq-muted">
            {grantedBy === null ? t('rights.on', { date }) : t('rights.by', { name: grantedBy.name, date })}
          </span>
        </span>
        {onRemove && <IconButton icon={X} label={t('duties.withdraw', { name })} onPress={onRemove} />}
      </div>
    </li>
  );
}
