import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Review } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useCapability, useSpaces } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  FilterField,
  Icon,
  ShowMore,
  Skeleton,
  Tile,
  useDebounced,
} from '../../../ui/index.js';
import { OpenReviewDialog } from './open-review-dialog.js';
import { ReviewProgress, StateTag, useReviewFacts } from './review-facts.js';
import { useReviews } from './reviews-api.js';
import '../style/access.css';
import './reviews.css';

/** So many are found by looking. */
const FEW = 10;

/** `/revues`: the campaigns that somebody has to do with. `?espace=` begins one of a space. */
export function ReviewsPage() {
  return useCapability('review.take-part') ? <Reviews /> : <NotFoundPage />;
}

function NoReviews({ isFiltered }: { isFiltered: boolean }) {
  const t = useT();
  if (!isFiltered) return <EmptyState title={t('reviews.none')}>{t('reviews.noneText')}</EmptyState>;
  return (
    <p className="mq-muted" role="status">
      {t('reviews.noMatch')}
    </p>
  );
}

function Reviews() {
  const t = useT();
  const [filter, setFilter] = useState('');
  const reviews = useReviews(useDebounced(filter.trim(), 150));
  const [params] = useSearchParams();
  const asked = params.get('espace');
  const [opening, setOpening] = useState(asked !== null);
  const mayAll = useCapability('access.review');
  const managed = (useSpaces().data?.items ?? []).filter(
    ({ role, personal }) => role === 'manager' && !personal,
  );
  const close = () => setOpening(false);
  const mayOpen = mayAll || managed.length > 0;
  const items = reviews.rows;
  const isLong = reviews.hasMore || items.length > FEW || filter !== '';
  return (
    <>
      <PageHeader
        title={t('reviews.title')}
        actions={
          mayOpen && (
            <Button variant="primary" icon={ClipboardCheck} onPress={() => setOpening(true)}>
              {t('reviews.open')}
            </Button>
          )
        }
      />
      <PageBody>
        <p className="mq-muted">{t('reviews.text')}</p>
        {reviews.isPending && <Skeleton />}
        {reviews.error && <ErrorNote error={reviews.error} />}
        {isLong && <FilterField label={t('reviews.filter')} value={filter} onChange={setFilter} />}
        {reviews.isSuccess && items.length === 0 && <NoReviews isFiltered={filter !== ''} />}
        {items.length > 0 && (
          <ul className="mq-acc" aria-label={t('reviews.title')}>
            {items.map((review) => (
              <Row key={review.id} review={review} />
            ))}
          </ul>
        )}
        <ShowMore list={reviews} />
      </PageBody>
      {opening && mayOpen && (
        <OpenReviewDialog spaceId={asked ?? undefined} {...{ spaces: managed, mayAll }} onClose={close} />
      )}
    </>
  );
}

function Row({ review }: { review: Review }) {
  const factsOf = useReviewFacts();
  return (
    <li>
      <div className="line">
        <Tile>
          <Icon of={ClipboardCheck} />
        </Tile>
        <span className="w">
          <Link className="mq-cut mq-name" to={`/revues/${review.id}`}>
            {review.name}
          </Link>
          <span className="mq-small mq-muted">{factsOf(review)}</span>
          <ReviewProgress review={review} />
        </span>
        <StateTag review={review} />
      </div>
    </li>
  );
}
