import { useState } from 'react';
import { useNavigate } from 'react-router';
import { reviewRules, type ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { UnknownNote } from '../sharing/give-access.js';
import { MAX_CHIPS, SubjectField } from '../sharing/subject-field.js';
import { useChosenSubjects } from '../sharing/use-chosen-subjects.js';
import { DateField, FormDialog, NameField, Note, SelectField } from '../../../ui/index.js';
import { useOpenReview } from './reviews-api.js';

const DAY_MS = 86_400_000;
const MAX_REVIEWERS = 20;
/** For the choice of the whole organisation. */
const EVERYTHING = 'everything';

/** The whole of that day, where the person is. */
const endOf = (day: string): Date => new Date(`${day}T23:59:59`);
const isEnd = (day: string): boolean => {
  const ahead = endOf(day).getTime() - Date.now();
  return ahead > 0 && ahead < 365 * DAY_MS;
};

interface OpenReviewDialogProps {
  /** Those whose access the person manages. */
  spaces: readonly ResourceView[];
  mayAll: boolean;
  /** Chosen already. */
  spaceId: string | undefined;
  onClose: () => void;
}

/** What is reviewed, until when, by whom, and what becomes of the rest. */
export function OpenReviewDialog({ spaces, mayAll, spaceId, onClose }: OpenReviewDialogProps) {
  const t = useT();
  const open = useOpenReview();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [what, setWhat] = useState(spaceId ?? (mayAll ? EVERYTHING : (spaces[0]?.id ?? '')));
  const [day, setDay] = useState('');
  const [rule, setRule] = useState<ReviewRule>('keep');
  const { unknown, field: reviewers } = useChosenSubjects(Math.min(MAX_CHIPS, MAX_REVIEWERS));
  const [tried, setTried] = useState(false);
  const isBad = !name.trim() || !isEnd(day) || reviewers.chosen.length === 0;
  const submit = () => {
    setTried(true);
    if (isBad) return;
    const place = what === EVERYTHING ? {} : { spaceId: what };
    const asked = { name: name.trim(), rule, endsAt: endOf(day).toISOString(), ...place };
    const onSuccess = ({ id }: { id: string }) => void navigate(`/revues/${id}`);
    open.mutate({ ...asked, reviewerIds: reviewers.chosen.map(({ id }) => id) }, { onSuccess });
  };
  return (
    <FormDialog
      guarded={name !== '' || reviewers.chosen.length > 0}
      onClose={onClose}
      title={t('reviews.open')}
      submit={t('reviews.openSubmit')}
      onSubmit={submit}
      isPending={open.isPending}
      error={open.error}
      className="mq-give"
    >
      <NameField
        label={t('reviews.name')}
        hint={t('reviews.nameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
      <WhatField {...{ spaces, mayAll }} value={what} onChange={setWhat} />
      <DateField
        label={t('reviews.until')}
        value={day}
        onChange={setDay}
        error={tried && !isEnd(day) ? t('reviews.untilBad') : null}
      />
      <RuleField value={rule} onChange={setRule} />
      <Reviewers field={reviewers} unknown={unknown} isMissing={tried && reviewers.chosen.length === 0} />
    </FormDialog>
  );
}

type ReviewRule = (typeof reviewRules)[number];

function RuleField({ value, onChange }: { value: ReviewRule; onChange: (rule: ReviewRule) => void }) {
  const t = useT();
  const options = reviewRules.map((id) => ({ id, label: t(`reviews.rule.${id}`) }));
  return (
    <SelectField
      label={t('reviews.rule')}
      value={value}
      options={options}
      onChange={(id) => onChange(id ?? value)}
    />
  );
}

interface WhatFieldProps extends Pick<OpenReviewDialogProps, 'spaces' | 'mayAll'> {
  value: string;
  onChange: (value: string) => void;
}
function WhatField({ spaces, mayAll, value, onChange }: WhatFieldProps) {
  const t = useT();
  const choices = [
    ...(mayAll ? [{ id: EVERYTHING, label: t('reviews.everything') }] : []),
    ...spaces.map((space) => ({ id: space.id, label: space.name })),
  ];
  return (
    <SelectField
      label={t('reviews.what')}
      value={value}
      options={choices}
      onChange={(id) => onChange(id ?? value)}
    />
  );
}

interface ReviewersProps {
  field: ReturnType<typeof useChosenSubjects>['field'];
  unknown: readonly string[];
  isMissing: boolean;
}
function Reviewers({ field, unknown, isMissing }: ReviewersProps) {
  const t = useT();
  return (
    <>
      <SubjectField
        label={t('reviews.reviewers')}
        onlyPeople
        {...field}
        hidden={NOBODY}
        // A pasted name may be a team's, which reviews nothing.
        onChoose={(subject) => subject.kind === 'person' && field.onChoose(subject)}
      />
      {unknown.length > 0 && <UnknownNote names={unknown} />}
      {isMissing && (
        <Note tone="warn" isAlert>
          <p>{t('reviews.reviewersBad')}</p>
        </Note>
      )}
    </>
  );
}
const NOBODY: ReadonlySet<string> = new Set();
