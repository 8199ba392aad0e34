import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { InternalTitles } from './internal-titles.js';

export const useInternalTitles = (): InternalTitles => {
  const client = useQueryClient();
  return useMemo(() => new InternalTitles(client), [client]);
};
