import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import {
  Content,
  Header,
  InfoCard,
  Page,
  ProxiedSignInPage,
  SignInPage,
} from '@backstage/core-components';
import { configApiRef, IdentityApi, useApi } from '@backstage/core-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';

/** Where the browser keeps as whom one entered, until the tab is closed. */
const STORED = 'demo-person';

/** Full ref → what they are to the demo. */
const ROLES: Record<string, string> = {
  'user:default/guest': 'One of customer support. Owns memories that fail.',
  'user:default/felix.braun':
    'Platform engineering. Decides about waivers that others ask for.',
  'user:default/mara.lind': 'One of payments. Owns memories that are well.',
};

/** `user:default/felix.braun` → `Felix Braun`. */
function nameOf(person: string): string {
  return person
    .slice(person.indexOf('/') + 1)
    .split('.')
    .map(part => part[0].toLocaleUpperCase() + part.slice(1))
    .join(' ');
}

/** Asks as whom to enter; with a real AWS there is only the guest. */
export function DemoSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const people = config.getOptionalStringArray('auth.providers.demo.people');
  const [person, setPerson] = useState(sessionStorage.getItem(STORED));
  if (!people) return <SignInPage {...props} providers={['guest']} />;
  if (person && people.includes(person)) {
    const enter = (identity: IdentityApi) => {
      sessionStorage.setItem(STORED, person);
      const signOut = identity.signOut.bind(identity);
      identity.signOut = async () => {
        sessionStorage.removeItem(STORED);
        await signOut();
      };
      props.onSignInSuccess(identity);
    };
    return (
      <ProxiedSignInPage
        {...props}
        provider="demo"
        headers={{ 'x-demo-person': person }}
        onSignInSuccess={enter}
      />
    );
  }
  return (
    <Page themeId="home">
      <Header title={config.getString('app.title')} />
      <Content>
        <Grid container component="ul" style={{ padding: 0 }}>
          {people.map((one, index) => (
            <Grid
              item
              xs={12}
              sm={6}
              md={4}
              component="li"
              key={one}
              style={{ listStyle: 'none' }}
            >
              <InfoCard
                title={nameOf(one)}
                variant="fullHeight"
                actions={
                  <Button
                    color="primary"
                    variant={index === 0 ? 'contained' : 'outlined'}
                    onClick={() => setPerson(one)}
                  >
                    {index === 0 ? 'Enter' : `Enter as ${nameOf(one)}`}
                  </Button>
                }
              >
                <Typography>{ROLES[one]}</Typography>
              </InfoCard>
            </Grid>
          ))}
        </Grid>
      </Content>
    </Page>
  );
}
