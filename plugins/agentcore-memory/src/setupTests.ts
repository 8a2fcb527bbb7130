import '@testing-library/jest-dom';

// A whole page takes seconds to render on a busy machine.
jest.setTimeout(30_000);
