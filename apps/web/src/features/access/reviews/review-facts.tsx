import type { Review } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { useResourceWords } from '../oversight/resource-words.js';
import { Progress } from '../../../ui/index.js';

const tones = { open: 'acc', closing: 'warn', closed: '' } as const;

export function StateTag({ review }: { review: Review }) {
  const t = useT();
  return <span className={`mq-tag ${tones[review.state]}`}>{t(`reviews.state.${review.state}`)}</span>;
}

/** What is reviewed, until when, by whom. */
export function useReviewFacts(): (review: Review) => string {
  const t = useT();
  const dates = useDates();
  const words = useResourceWords();
  return ({ space, endsAt, closedAt, reviewers, openedBy, openedAt }) =>
    [
      space === null ? t('reviews.everything') : t('reviews.space', { name: words.titleOf(space) }),
      closedAt === null
        ? t('reviews.endsOn', { date: dates.day(endsAt) })
        : t('reviews.closedOn', { date: dates.day(closedAt) }),
      t('reviews.byPeople', { names: reviewers.map(({ name }) => name).join(', ') }),
      openedBy && t('reviews.openedBy', { name: openedBy.name, date: dates.day(openedAt) }),
    ]
      .filter(Boolean)
      .join(' · ');
}

export function ReviewProgress({ review: { counts } }: { review: Review }) {
  const t = useT();
  const done = counts.total - counts.open;
  const label = t('reviews.progress', { done, total: counts.total });
  return (
    <div className="mq-review-progress">
      <Progress label={label} value={counts.total === 0 ? 1 : done / counts.total} />
      <p className="mq-small mq-sec">
        {label} : {t('reviews.counts', { ...counts, withdrawn: counts.withdrawn + counts.gone })}
      </p>
    </div>
  );
}
