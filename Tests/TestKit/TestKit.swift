// Help that several rooms' tests share.
