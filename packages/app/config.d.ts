export interface Config {
  auth?: {
    providers?: {
      demo?: {
        /**
         * As whom one may enter the demo without a password: full refs of users. Left out: only as a guest.
         *
         * @deepVisibility frontend
         */
        people: string[];
      };
    };
  };
}
