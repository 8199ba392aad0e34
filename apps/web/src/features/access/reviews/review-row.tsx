import { Globe, Link2, Users } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { rightCovers, type Review, type ReviewDecision, type ReviewItem } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { useResourceWords } from '../oversight/resource-words.js';
import { heldOf } from '../roles/custom-roles.js';
import { roleKey, rolesFor } from '../roles/roles.js';
import { announce, Avatar, Button, ErrorNote, Icon, Menu, personName, Tile } from '../../../ui/index.js';
import { useDecideItem } from './reviews-api.js';

interface ReviewRowProps {
  review: Review;
  item: ReviewItem;
  onDecided: () => void;
}

/** One right: who, what, where, and the decision. */
export function ReviewRow({ review, item, onDecided }: ReviewRowProps) {
  const words = useItemWords(item);
  const decide = useDecideItem(review.id);
  const isOpen = item.decision === null;
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && decide.isSuccess) {
      wasOpen.current = false;
      announce(words.decision ?? '');
      onDecided();
    }
  });
  return (
    <li data-open={isOpen ? item.number : undefined}>
      <div className="line">
        <SubjectIcon item={item} />
        <span className="w">
          <span className="mq-name">{words.has}</span>
          <span className="mq-small mq-muted">{words.where}</span>
          {words.decision !== null && <span className="mq-small mq-sec">{words.decision}</span>}
        </span>
        {isOpen && review.mayDecide && (
          <Acts
            item={item}
            what={words.what}
            isPending={decide.isPending}
            onDecide={(decision) => decide.mutate({ number: item.number, ...decision })}
          />
        )}
      </div>
      {decide.error && <ErrorNote error={decide.error} />}
    </li>
  );
}

interface ItemWords {
  has: string;
  where: string;
  /** For the names of buttons: who, and on what. */
  what: string;
  decision: string | null;
}
function useItemWords(item: ReviewItem): ItemWords {
  const t = useT();
  const dates = useDates();
  const words = useResourceWords();
  const { subject, resource, decision } = item;
  const kind = resource?.kind ?? 'space';
  const who =
    subject.kind === 'everyone' ? t('share.everyone') : personName(t, subject) || t('reviews.goneSubject');
  const title = resource === null ? t('reviews.deleted') : words.titleOf(resource);
  const date = item.decidedAt === null ? '' : dates.day(item.decidedAt);
  return {
    has: t('reviews.has', { name: who, role: item.customRole?.name ?? t(roleKey(item.role, kind)) }),
    what: `${who}, ${title}`,
    where: [
      item.kind !== 'grant' && t(`reviews.kind.${item.kind}`),
      title,
      resource && words.placeOf(resource),
      item.expiresAt && t('share.until', { date: dates.day(item.expiresAt) }),
    ]
      .filter(Boolean)
      .join(' · '),
    decision:
      decision === null
        ? null
        : [
            decision === 'lowered'
              ? t('reviews.said.lowered', { role: t(roleKey(item.newRole ?? 'reader', kind)) })
              : t(`reviews.said.${decision}`),
            item.decidedBy === null
              ? t('reviews.byRule', { date })
              : t('reviews.by', { name: item.decidedBy.name, date }),
            item.obstacle !== null && t('reviews.lastManager'),
          ]
            .filter(Boolean)
            .join(' '),
  };
}

interface ActsProps {
  item: ReviewItem;
  what: string;
  isPending: boolean;
  onDecide: (decision: ReviewDecision) => void;
}
function Acts({ item, what, isPending, onDecide }: ActsProps) {
  const t = useT();
  const now =
    item.current === null
      ? { role: item.role, customRole: item.customRole }
      : { role: item.current, customRole: item.currentCustomRole };
  const held = heldOf(now);
  const as = { seen: held.role, seenActs: [...held.acts] };
  const kind = item.resource?.kind ?? 'space';
  const lower = rolesFor(kind).filter((role) => {
    const one = { role, acts: [] };
    return rightCovers(held, one) && !rightCovers(one, held);
  });
  return (
    <span className="mq-row acts">
      <Button
        size="s"
        isPending={isPending}
        aria-label={t('reviews.keepFor', { what })}
        onPress={() => onDecide({ decision: 'keep', ...as })}
      >
        {t('reviews.keep')}
      </Button>
      {lower.length > 0 && (
        <Menu
          label={t('reviews.lowerFor', { what })}
          trigger={
            <Button size="s" isPending={isPending} aria-label={t('reviews.lowerFor', { what })}>
              {t('reviews.lower')}
            </Button>
          }
          items={lower.map((role) => ({
            id: role,
            label: t(roleKey(role, kind)),
            onAction: () => onDecide({ decision: 'lower', ...as, role }),
          }))}
        />
      )}
      <Button
        size="s"
        variant="ghost"
        isPending={isPending}
        aria-label={t('reviews.withdrawFor', { what })}
        onPress={() => onDecide({ decision: 'withdraw', ...as })}
      >
        {t('reviews.withdraw')}
      </Button>
    </span>
  );
}

const tiles = { team: Users, everyone: Globe, link: Link2 } as const;

function SubjectIcon({ item: { subject } }: { item: ReviewItem }) {
  if (subject.kind === 'person') return <Avatar person={subject} size="l" isDecorative />;
  return (
    <Tile>
      <Icon of={tiles[subject.kind]} />
    </Tile>
  );
}
