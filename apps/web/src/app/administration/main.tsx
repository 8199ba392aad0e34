import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import '../../styles/all.css';
import './administration.css';
import { queryClient } from '../../api/index.js';
import { applyTheme, storedTheme } from '../../ui/index.js';
import { LocaleProvider } from '../../i18n/index.js';
import { catalogue } from '../catalogue.js';
import { router } from './router.js';

applyTheme(storedTheme());
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <LocaleProvider catalogue={catalogue}>
        <RouterProvider router={router} />
      </LocaleProvider>
    </QueryClientProvider>,
  );
