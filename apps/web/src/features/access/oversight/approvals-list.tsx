import type { Approval } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, reportFailure } from '../../../ui/index.js';
import { useApprovals, useDecideApproval } from './oversight-api.js';

interface ApprovalsListProps {
  items: readonly Approval[];
  onDecide: (id: string, decision: 'approve' | 'refuse') => Promise<unknown>;
  /** Does what was asked for, once somebody else agreed. Absent: it is done elsewhere. */
  onContinue?: (approval: Approval) => void;
  isBusy: boolean;
}

/** What the viewer, or another one, asked for and may not do alone. Nothing while nothing waits. */
export function ApprovalsList({ items, ...rest }: ApprovalsListProps) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <section className="mq-merges" aria-labelledby="approvals">
      <div className="mq-sect">
        <h2 id="approvals">{t('approvals.title', { count: items.length })}</h2>
      </div>
      <p className="mq-sec">{t('approvals.text')}</p>
      <ul>
        {items.map((approval) => (
          <ApprovalLine key={approval.id} approval={approval} {...rest} />
        ))}
      </ul>
    </section>
  );
}

function ApprovalLine({
  approval,
  onDecide,
  onContinue,
  isBusy,
}: Omit<ApprovalsListProps, 'items'> & { approval: Approval }) {
  const t = useT();
  const dates = useDates();
  const { id, act, target, to, askedBy, askedAt, approved, mine } = approval;
  const say = async (decision: 'approve' | 'refuse') => {
    try {
      await onDecide(id, decision);
      announce(t(decision === 'approve' ? 'approvals.given' : 'approvals.refused'));
    } catch (error) {
      reportFailure(error);
    }
  };
  const canContinue = mine && approved && onContinue !== undefined && act !== 'identity-merge';
  return (
    <li className="mq-merge">
      <div className="mq-grow">
        <p>
          <b>{t(`approvals.${act}`, { name: target.name, to: to?.name ?? '' })}</b>
        </p>
        <p className="mq-small mq-sec">
          {t('approvals.askedBy', { name: askedBy })} ·{' '}
          <time dateTime={askedAt} title={dates.full(askedAt)}>
            {dates.short(askedAt)}
          </time>
          {(approved || mine) && ` · ${t(approved ? 'approvals.approved' : 'approvals.waits')}`}
        </p>
      </div>
      <div className="mq-row mq-wrap">
        {canContinue && (
          <Button size="s" onPress={() => onContinue(approval)}>
            {t('approvals.continue', { name: target.name })}
          </Button>
        )}
        {!mine && !approved && (
          <>
            <Button size="s" isPending={isBusy} onPress={() => void say('approve')}>
              {t('approvals.approve', { name: target.name })}
            </Button>
            <Button size="s" variant="ghost" isPending={isBusy} onPress={() => void say('refuse')}>
              {t('approvals.refuse', { name: target.name })}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** For members of the organisation who may agree: nothing for the others. */
export function ApprovalsSection({ onContinue }: Pick<ApprovalsListProps, 'onContinue'>) {
  const decide = useDecideApproval();
  return (
    <ApprovalsList
      items={useApprovals().data?.items ?? []}
      onDecide={(id, decision) => decide.mutateAsync({ id, decision })}
      isBusy={decide.isPending}
      {...(onContinue === undefined ? {} : { onContinue })}
    />
  );
}
