import React, { useState } from 'react';
import './globals.css';

export const a = 1;
