import {
  createdSchema,
  type OfficeFormat,
  officeFormats,
  type OfficeSession,
  officeSessionSchema,
  officeStateSchema,
  type ResourceView,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey, queryKeys, refreshTree, request, useCapability } from '../../../api/index.js';

const formats: readonly string[] = officeFormats;
/** Some that editors know as well, and that nobody makes new. */
const older: readonly string[] = ['doc', 'xls', 'ppt', 'rtf'];

/** The service has an office editor. */
export const useHasEditor = (): boolean => useCapability('file.edit-office');

/** What the office editor may be asked to open: it says itself what it does. */
export const isOfficeFile = ({ name, marking }: Pick<ResourceView, 'name' | 'marking'>): boolean => {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  return marking !== 'restricted' && (formats.includes(extension) || older.includes(extension));
};

export const officeHref = (fileId: string): string => `/fichier/${fileId}/editeur`;

export const useCreateFile = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { parentId: string; name: string; format: OfficeFormat }) =>
      request('POST', '/files', { body, schema: createdSchema, idempotencyKey: newKey() }),
    onSuccess: () => refreshTree(client),
  });
};

export const openOffice = (fileId: string, signal?: AbortSignal): Promise<OfficeSession> =>
  request('POST', `/files/${fileId}/editor`, {
    schema: officeSessionSchema,
    signal,
    idempotencyKey: newKey(),
  });

/** What is committed of the file. Below the key of its place, so that it is asked for again whenever that changes. */
export const useOfficeState = (fileId: string, isPending: boolean) =>
  useQuery({
    queryKey: [...queryKeys.place(fileId), 'editor'],
    queryFn: ({ signal }) => request('GET', `/files/${fileId}/editor`, { schema: officeStateSchema, signal }),
    refetchInterval: isPending ? 3_000 : 10_000,
  });
