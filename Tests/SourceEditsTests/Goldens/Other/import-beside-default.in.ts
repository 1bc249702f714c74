import React from 'react';
import './globals.css';

export const a = 1;
