/** Every query key of the client: invalidate by prefix, never by a string written elsewhere. */
export const queryKeys = {
  me: ['me'] as const,
  people: ['people'] as const,
  providers: ['sign-in', 'providers'] as const,
  identityMerges: ['identity-merges'] as const,
  security: ['security'] as const,
  spaces: ['spaces'] as const,
  recent: ['resources', 'recent'] as const,
  trash: ['resources', 'trash'] as const,
  place: (id: string) => ['place', id] as const,
  children: (parentId: string) => ['children', parentId] as const,
  movePreview: (id: string, parentId: string) => ['move-preview', id, parentId] as const,
  access: (id: string) => ['access', id] as const,
  document: (id: string) => ['document', id] as const,
  channels: (parentId: string) => ['channels', parentId] as const,
  messages: (channelId: string) => ['messages', channelId] as const,
};
