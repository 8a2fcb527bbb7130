import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A whole page takes seconds to load and to render on a busy machine.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 10_000 });
