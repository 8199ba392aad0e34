import { type CommentView, conversationPeopleSchema, type PersonView } from '@maroquin/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Avatar,
  Button,
  Dialog,
  ErrorNote,
  FilterField,
  PersonName,
  useDebounced,
} from '../../../ui/index.js';

interface AssignDialogProps {
  comment: CommentView;
  onChoose: (personId: string | null) => void;
  onClose: () => void;
}

/** Asks somebody who reads the document to see to a comment. */
export function AssignDialog({ comment, onChoose, onClose }: AssignDialogProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const asked = useDebounced(query, 150);
  const { data, error } = useQuery({
    queryKey: ['mentions', comment.id, asked],
    queryFn: ({ signal }) =>
      request('POST', `/channels/${comment.id}/people/search`, {
        ...{ schema: conversationPeopleSchema, body: { query: asked }, signal },
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <Dialog
      isOpen
      title={t('comment.assign')}
      onClose={onClose}
      footer={
        comment.assignee !== null && <Button onPress={() => onChoose(null)}>{t('comment.unassign')}</Button>
      }
    >
      <FilterField label={t('comment.assignSearch')} value={query} onChange={setQuery} />
      {error !== null && <ErrorNote error={error} />}
      {data?.items.length === 0 && <p className="mq-sec">{t('comment.assignNobody')}</p>}
      <ul className="mq-comment-people">
        {(data?.items ?? []).map((person) => (
          <li key={person.id}>
            <Choice person={person} onChoose={() => onChoose(person.id)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Choice({ person, onChoose }: { person: PersonView; onChoose: () => void }) {
  return (
    <button type="button" className="mq-comment-person" onClick={onChoose}>
      <Avatar person={person} size="s" isDecorative />
      <PersonName person={person} />
    </button>
  );
}
