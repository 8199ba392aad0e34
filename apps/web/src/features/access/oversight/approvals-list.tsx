import type { Approval } from '@maroquin/contracts';
import type { LoadedList } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, reportFailure, ShowMore } from '../../../ui/index.js';
import { useApprovals, useDecideApproval } from './oversight-api.js';

interface ApprovalsListProps {
  list: Pick<LoadedList<Approval, unknown>, 'rows' | 'hasMore' | 'isLoadingMore' | 'loadMore'>;
  onDecide: (id: string, decision: 'approve' | 'refuse') => Promise<unknown>;
  /** Does what was asked for, once somebody else agreed. Absent: it is done elsewhere. */
  onContinue?: (approval: Approval) => void;
  isBusy: boolean;
}

/** What the viewer, or another one, asked for and may not do alone. Nothing while nothing waits. */
export function ApprovalsList({ list, ...rest }: ApprovalsListProps) {
  const t = useT();
  const items = list.rows;
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
      <ShowMore list={list} />
    </section>
  );
}

function ApprovalLine({
  approval,
  onDecide,
  onContinue,
  isBusy,
}: Omit<ApprovalsListProps, 'list'> & { approval: Approval }) {
  const t = useT();
  const dates = useDates();
  const { id, act, target, to, askedBy, askedAt, approved, mine } = approval;
  const decide = async (decision: 'approve' | 'refuse') => {
    try {
      await onDecide(id, decision);
      announce(t(decision === 'approve' ? 'approvals.given' : 'approvals.refused'));
    } catch (error) {
      reportFailure(error);
    }
  };
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
      <ApprovalActions {...{ approval, onContinue, isBusy }} onDecide={(decision) => void decide(decision)} />
    </li>
  );
}

interface ApprovalActionsProps {
  approval: Approval;
  onContinue: ((approval: Approval) => void) | undefined;
  onDecide: (decision: 'approve' | 'refuse') => void;
  isBusy: boolean;
}

/** Short words beside the line, which says what it is about; read out, they name the person. */
function ApprovalActions({ approval, onContinue, onDecide, isBusy }: ApprovalActionsProps) {
  const t = useT();
  const { act, mine, approved } = approval;
  const { name } = approval.target;
  const canContinue = mine && approved && onContinue !== undefined && act !== 'identity-merge';
  const common = { size: 's', isPending: isBusy } as const;
  return (
    <div className="mq-row mq-wrap">
      {canContinue && (
        <Button
          size="s"
          aria-label={t('approvals.continueFor', { name })}
          onPress={() => onContinue(approval)}
        >
          {t('approvals.continue')}
        </Button>
      )}
      {!mine && !approved && (
        <>
          <Button
            {...common}
            aria-label={t('approvals.approveFor', { name })}
            onPress={() => onDecide('approve')}
          >
            {t('approvals.approve')}
          </Button>
          <Button
            {...common}
            variant="ghost"
            aria-label={t('approvals.refuseFor', { name })}
            onPress={() => onDecide('refuse')}
          >
            {t('approvals.refuse')}
          </Button>
        </>
      )}
    </div>
  );
}

/** For members of the organisation who may agree: nothing for the others. */
export function ApprovalsSection({ onContinue }: Pick<ApprovalsListProps, 'onContinue'>) {
  const decide = useDecideApproval();
  const approvals = useApprovals();
  return (
    <ApprovalsList
      list={approvals}
      onDecide={(id, decision) => decide.mutateAsync({ id, decision })}
      isBusy={decide.isPending}
      {...(onContinue === undefined ? {} : { onContinue })}
    />
  );
}
