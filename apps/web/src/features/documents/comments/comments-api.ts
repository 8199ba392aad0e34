import { useCallback } from 'react';
import {
  type ChangeComment,
  commentSchema,
  commentsSchema,
  type CommentView,
  type CreateComment,
  createdSchema,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listWhole, newKey, queryKeys, request } from '../../../api/index.js';

/** Among what stands in the document, so that hints of the server about it are hints about its comments as well. */
const keyOf = (documentId: string) => [...queryKeys.children(documentId), 'comments'] as const;

export const useComments = (documentId: string, isWanted: boolean) =>
  useQuery({
    queryKey: keyOf(documentId),
    enabled: isWanted,
    queryFn: ({ signal }) =>
      listWhole(`/documents/${documentId}/comments`, { schema: commentsSchema, signal }),
  });

export const useRefreshComments = (documentId: string): (() => Promise<void>) => {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: keyOf(documentId) }), [client, documentId]);
};

export const createComment = (
  documentId: string,
  body: CreateComment,
  key = newKey(),
): Promise<{ id: string }> =>
  request('POST', `/documents/${documentId}/comments`, { body, schema: createdSchema, idempotencyKey: key });

/** Resolves, opens again, assigns: from the version that is shown. */
export const useChangeComment = (documentId: string) => {
  const refresh = useRefreshComments(documentId);
  return useMutation({
    mutationFn: ({ comment, body }: { comment: CommentView; body: ChangeComment }) =>
      request('PATCH', `/documents/${documentId}/comments/${comment.id}`, {
        body,
        schema: commentSchema,
        ifMatch: comment.version,
      }),
    onSettled: refresh,
  });
};

export const useDeleteComment = (documentId: string) => {
  const refresh = useRefreshComments(documentId);
  return useMutation({
    mutationFn: (id: string) => request('DELETE', `/documents/${documentId}/comments/${id}`),
    onSettled: refresh,
  });
};
