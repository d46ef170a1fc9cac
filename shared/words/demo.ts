/** What `sandbox` and `demo` say, in English and German. */

export const demoEnglish = {
  sandbox: {
    started: (url: string): string => `The sandbox answers at ${url} until you stop it (Ctrl+C).`,
    page: (url: string): string => `Look at the databases and edit them: ${url}`,
    tokens: 'Tokens',
    databases: 'Databases',
  },
  demo: {
    opening: 'A sandbox with two people, their private databases and one they share.',
    first: 'First run',
    second: 'Second run',
    created: 'What is in the shared database now',
    waiting: 'What waits for an answer',
    secondWroteNothing: 'The second run wrote nothing: whatever does not wait for an answer is in step.',
    wrong: (what: string): string => `The sample did not come out as it should: ${what}`,
    home: (folder: string): string => `Its home: ${folder}`,
    tryThis: 'Edit an appointment in the sandbox page; the other side follows within seconds.',
  },
}

export const demoGerman: typeof demoEnglish = {
  sandbox: {
    started: (url) => `Die Nachbildung antwortet unter ${url}, bis du sie beendest (Strg+C).`,
    page: (url) => `Die Datenbanken ansehen und bearbeiten: ${url}`,
    tokens: 'Token',
    databases: 'Datenbanken',
  },
  demo: {
    opening: 'Eine Nachbildung mit zwei Personen, ihren privaten Datenbanken und einer geteilten.',
    first: 'Erster Abgleich',
    second: 'Zweiter Abgleich',
    created: 'Was jetzt in der geteilten Datenbank steht',
    waiting: 'Was auf eine Antwort wartet',
    secondWroteNothing:
      'Der zweite Abgleich hat nichts geschrieben: Was nicht auf eine Antwort wartet, stimmt überein.',
    wrong: (what) => `Das Beispiel ist nicht so ausgegangen wie erwartet: ${what}`,
    home: (folder) => `Sein Ordner: ${folder}`,
    tryThis: 'Bearbeite einen Termin auf der Seite der Nachbildung; die andere Seite folgt binnen Sekunden.',
  },
}
