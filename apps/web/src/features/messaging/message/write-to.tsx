import { createdSchema, type PersonView } from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MessageCircle } from 'lucide-react';
import { useNavigate } from 'react-router';
import { newKey, queryKeys, request } from '../../../api/index.js';
import { conversationHref } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, reportFailure } from '../../../ui/index.js';

/** Opens the conversation with that person alone. */
export function WriteTo({ person }: { person: PersonView }) {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: () =>
      request('POST', '/conversations', {
        ...{ body: { personIds: [person.id] }, schema: createdSchema, idempotencyKey: newKey() },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: queryKeys.conversations });
      void navigate(conversationHref(id), { state: { isNew: true } });
    },
    onError: reportFailure,
  });
  return (
    <Button icon={MessageCircle} isPending={open.isPending} onPress={() => open.mutate()}>
      {t('mine.writeTo')}
    </Button>
  );
}
