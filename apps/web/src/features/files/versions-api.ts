import { fileVersionsSchema, restoredFileSchema } from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, newKey, queryKeys, refreshTree, request, useList } from '../../api/index.js';

/** Newest first. `updatedAt` of the file: when somebody brings another one, the list is asked for again. */
export const useFileVersions = (fileId: string, updatedAt: string) =>
  useList({
    key: [...queryKeys.fileVersions(fileId), updatedAt],
    path: `/files/${fileId}/versions`,
    schema: fileVersionsSchema,
  });

/** @returns the number of the new version, and of the one it replaced */
export const useRestoreFile = (fileId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (number: number) =>
      request('POST', `/files/${fileId}/versions/${String(number)}/restore`, {
        schema: restoredFileSchema,
        idempotencyKey: newKey(),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.fileVersions(fileId) });
      refreshTree(client);
    },
  });
};

export const versionHref = (fileId: string, number: number): string =>
  `${API}/files/${fileId}/versions/${String(number)}/content`;
